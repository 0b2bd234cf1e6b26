import { describe, expect, it } from 'vitest'
import { hoursIn, hoursText } from './week'

describe('the hours of a day', () => {
  it.each([
    ['09:00–12:00, 13:00–17:00', '09:00–12:00, 13:00–17:00'],
    ['9-17', '09:00–17:00'],
    ['13:00 - 24:00; 9:30-12', '09:30–12:00, 13:00–24:00'],
    ['', ''],
  ])('are read from %j', (typed, read) => {
    expect(hoursText(hoursIn(typed) ?? [{ opens: '?', closes: '?' }])).toBe(read)
  })

  it.each(['morning', '17-9', '9-12, 11-13', '9-24:30', '1-2, 3-4, 5-6, 7-8, 9-10'])(
    'are not read from %j',
    (typed) => {
      expect(hoursIn(typed)).toBeNull()
    },
  )
})
