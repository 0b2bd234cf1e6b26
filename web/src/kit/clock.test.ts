import { describe, expect, it } from 'vitest'
import { stepped, timeIn } from './clock'

describe('a time of day', () => {
  it.each(['9:30', '09:30', '9.30', '930', '0930', ' 9 30 ', '9h30'])('is read from %s', (typed) =>
    expect(timeIn(typed)).toBe('09:30'),
  )

  it('is a full hour when no minutes are typed', () => expect(timeIn('14')).toBe('14:00'))

  it.each(['', '24:00', '9:60', '9:3', '2:30 pm', 'noon', '12345'])('is not read from "%s"', (typed) =>
    expect(timeIn(typed)).toBeNull(),
  )

  it.each([
    ['09:55', 5, '10:00'],
    ['00:00', -5, '23:55'],
    ['23:55', 5, '00:00'],
  ])('%s and %d minutes is %s', (time, minutes, moved) => expect(stepped(time, minutes)).toBe(moved))
})
