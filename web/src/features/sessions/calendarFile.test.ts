import { describe, expect, it } from 'vitest'
import { calendarFile } from './calendarFile'
import type { Session } from './queries'

const SESSION = {
  id: '019aa6c2',
  version: 3,
  booked_at: '2026-11-01T09:00:00Z',
  starts_at: '2026-11-25T10:00:00+00:00',
  ends_at: '2026-11-25T11:30:00Z',
} as Session

describe('the calendar file', () => {
  it('holds the session in UTC, with its version', () => {
    const file = calendarFile(SESSION, { title: 'Induction', place: 'Room 1', notes: '' }, 'en')
    expect(file).toContain('DTSTART:20261125T100000Z\r\nDTEND:20261125T113000Z\r\n')
    expect(file).toContain('UID:019aa6c2@waymark\r\nSEQUENCE:3\r\n')
    expect(file).not.toContain('DESCRIPTION')
  })

  it('escapes what means something in a calendar, and folds long lines between letters', () => {
    const file = calendarFile(SESSION, { title: 'A, b; c\nd', place: '', notes: 'ŵ'.repeat(80) }, 'cy')
    expect(file).toContain('PRODID:-//Waymark//Waymark//CY\r\n')
    expect(file).toContain('SUMMARY:A\\, b\\; c\\nd')
    const lines = file.split('\r\n')
    expect(lines.every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true)
    expect(file.replace(/\r\n /g, '')).toContain(`DESCRIPTION:${'ŵ'.repeat(80)}`)
  })
})
