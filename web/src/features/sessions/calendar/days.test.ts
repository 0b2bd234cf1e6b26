import { describe, expect, it } from 'vitest'
import { addMonths, daysShown, laned, minutesOn, mondayOf } from './days'

const ZONE = 'Europe/London'

describe('the days of a view', () => {
  it('begin on Monday, a month in whole weeks', () => {
    expect(mondayOf('2026-11-29')).toBe('2026-11-23')
    const month = daysShown('month', '2026-11-25')
    expect([month.at(0), month.at(-1)]).toEqual(['2026-10-26', '2026-12-06'])
  })

  it('go on by months even from the 31st', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2026-12-15', 1)).toBe('2027-01-15')
  })
})

describe('minutes of a day', () => {
  it('are those of the wall clock, also where it changes', () => {
    expect(minutesOn(ZONE, '2026-07-01', '2026-07-01T09:00:00Z', '2026-07-01T10:00:00Z')).toEqual({
      start: 600,
      end: 660,
    })
    expect(minutesOn(ZONE, '2026-10-25', '2026-10-25T10:00:00Z', '2026-10-25T11:00:00Z')?.start).toBe(600)
  })

  it('are cut at midnight', () => {
    expect(minutesOn(ZONE, '2026-11-26', '2026-11-25T23:30:00Z', '2026-11-26T00:30:00Z')).toEqual({
      start: 0,
      end: 30,
    })
    expect(minutesOn(ZONE, '2026-11-27', '2026-11-25T23:30:00Z', '2026-11-26T00:30:00Z')).toBeNull()
  })
})

describe('lanes', () => {
  it('are as many as things at once', () => {
    const found = laned([
      { start: 540, end: 600 },
      { start: 570, end: 630 },
      { start: 600, end: 660 },
      { start: 700, end: 760 },
    ])
    expect(found.map(({ lane, lanes }) => [lane, lanes])).toEqual([
      [0, 2],
      [1, 2],
      [0, 2],
      [0, 1],
    ])
  })
})
