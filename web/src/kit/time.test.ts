import { describe, expect, it } from 'vitest'
import { clockTime, dayKey, daysBetween, momentIn, partsIn, shortDate } from './time'

const LONDON = 'Europe/London'

describe('a moment in a zone', () => {
  it('is read on the wall clock of that zone, summer time included', () => {
    const moment = new Date('2026-07-01T23:30:00Z')
    expect(clockTime(partsIn(LONDON, moment))).toBe('00:30')
    expect(dayKey(partsIn(LONDON, moment))).toBe('2026-07-02')
    expect(dayKey(partsIn('America/New_York', moment))).toBe('2026-07-01')
  })

  it('says day, month and year in this order', () => {
    expect(shortDate(partsIn(LONDON, new Date('2026-02-03T12:00:00Z')))).toBe('03/02/2026')
  })

  it('counts weekdays from Monday', () => {
    expect(partsIn(LONDON, new Date('2026-11-23T12:00:00Z')).weekday).toBe(0)
    expect(partsIn(LONDON, new Date('2026-11-29T12:00:00Z')).weekday).toBe(6)
  })

  it('shows midnight as 00:00', () => {
    expect(clockTime(partsIn(LONDON, new Date('2026-11-25T00:00:00Z')))).toBe('00:00')
  })
})

describe('days between', () => {
  it('counts midnights, not hours', () => {
    const late = new Date('2026-11-25T23:50:00Z')
    expect(daysBetween(LONDON, late, new Date('2026-11-26T00:10:00Z'))).toBe(1)
    expect(daysBetween(LONDON, late, new Date('2026-11-25T00:10:00Z'))).toBe(0)
    expect(daysBetween(LONDON, late, new Date('2026-11-24T23:59:00Z'))).toBe(-1)
  })

  it('is not led astray by the change of clocks', () => {
    expect(daysBetween(LONDON, new Date('2026-10-24T12:00:00Z'), new Date('2026-10-26T12:00:00Z'))).toBe(2)
  })
})

describe('the moment of a local time', () => {
  it('follows summer time', () => {
    expect(momentIn(LONDON, 2026, 7, 1, 9, 30).toISOString()).toBe('2026-07-01T08:30:00.000Z')
    expect(momentIn(LONDON, 2026, 12, 1, 9, 30).toISOString()).toBe('2026-12-01T09:30:00.000Z')
  })
})
