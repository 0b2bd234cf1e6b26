import { describe, expect, it } from 'vitest'
import { byStretch, nextOf } from './sorting'

const ZONE = 'Europe/London'
const NOW = new Date('2026-11-25T12:00:00Z')
const at = (starts_at: string, ends_at: string) => ({ starts_at, ends_at })

const yesterday = at('2026-11-24T10:00:00Z', '2026-11-24T11:00:00Z')
const morning = at('2026-11-25T09:00:00Z', '2026-11-25T10:00:00Z')
const noon = at('2026-11-25T11:30:00Z', '2026-11-25T12:30:00Z')
const inAWeek = at('2026-12-02T09:00:00Z', '2026-12-02T10:00:00Z')
const inEightDays = at('2026-12-03T09:00:00Z', '2026-12-03T10:00:00Z')

describe('planned sessions', () => {
  it('are sorted by when they need somebody', () => {
    expect(byStretch([yesterday, morning, noon, inAWeek, inEightDays], ZONE, NOW)).toEqual({
      overdue: [yesterday],
      today: [morning, noon],
      week: [inAWeek],
      later: [inEightDays],
    })
  })

  it('have a next one, which may be going on', () => {
    expect(nextOf([yesterday, morning, noon, inAWeek], NOW)).toBe(noon)
    expect(nextOf([yesterday, morning], NOW)).toBeUndefined()
  })
})
