import { describe, expect, it } from 'vitest'
import { prefilledIn } from './feature'
import { bookingOf, missingIn, type Values } from './values'

const VALUES: Values = {
  assessor: 'a',
  learner: 'l',
  participants: 2,
  courses: ['q'],
  method: 'traditional',
  type: 'general',
  kind: null,
  date: '2026-12-01',
  time: '10:00',
  minutes: 60,
  place: 'Workshop',
  autoRecord: true,
  notes: '',
  repeats: false,
  frequency: 'weekly',
  ends: 'count',
  count: 4,
  until: null,
  override: false,
  lateReason: '',
}

describe('a booking', () => {
  it('is what the fields say, and no room is recorded where there is none', () => {
    expect(bookingOf(VALUES, 'Europe/London')).toMatchObject({
      learner_ids: ['l'],
      local_start: '2026-12-01T10:00',
      location: 'Workshop',
      auto_record: false,
    })
    expect(bookingOf({ ...VALUES, method: 'smart_session' }, 'Europe/London')).not.toHaveProperty('location')
  })

  it('repeats a number of times or until a day', () => {
    const repeats = { ...VALUES, repeats: true }
    expect(bookingOf(repeats, 'Europe/London')?.repeat).toEqual({ frequency: 'weekly', count: 4 })
    expect(bookingOf({ ...repeats, ends: 'until' }, 'Europe/London')).toBeNull()
    const until = { ...repeats, ends: 'until', until: '2026-12-31' } as const
    expect(bookingOf(until, 'Europe/London')?.repeat).toEqual({ frequency: 'weekly', until: '2026-12-31' })
  })

  it('is none while something is missing, which is named', () => {
    const empty = { ...VALUES, learner: null, courses: [], time: '' }
    expect(bookingOf(empty, 'Europe/London')).toBeNull()
    expect(missingIn(empty)).toEqual(['learner', 'courses', 'time'])
  })
})

describe('what another screen fills in', () => {
  it('is taken from the address only where it makes sense', () => {
    expect(prefilledIn({ at: '2026-12-01T10:00', learner: 'l' })).toEqual({
      at: '2026-12-01T10:00',
      learner: 'l',
    })
    expect(prefilledIn({ at: 'tomorrow', assessor: 3 })).toEqual({})
  })
})
