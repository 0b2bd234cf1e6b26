import { momentIn } from '@/kit/time'
import type { Booking } from './queries'

/** What stands in the fields of the form; everything is text or a choice, as typed. */
export type Values = {
  assessor: string | null
  learner: string | null
  participants: number | string
  courses: string[]
  method: Booking['method']
  type: Booking['type']
  kind: NonNullable<Booking['kind']> | null
  date: string | null
  time: string
  minutes: number | string
  place: string
  autoRecord: boolean
  notes: string
  repeats: boolean
  frequency: NonNullable<Booking['repeat']>['frequency']
  ends: 'count' | 'until'
  count: number | string
  until: string | null
  override: boolean
  lateReason: string
}

/** The booking that the fields ask for; null while something that every booking needs is missing. */
export function bookingOf(values: Values, zone: string): Booking | null {
  const { assessor, learner, date, time, minutes, courses, kind, lateReason } = values
  if (learner === null || assessor === null || date === null || time === '') return null
  if (typeof minutes !== 'number' || courses.length === 0) return null
  const repeat = repeatOf(values)
  if (values.repeats && repeat === null) return null
  return {
    assessor_id: assessor,
    learner_ids: [learner],
    qualification_ids: courses,
    method: values.method,
    type: values.type,
    local_start: `${date}T${time}`,
    time_zone: zone,
    minutes,
    planning_notes: values.notes,
    auto_record: values.autoRecord && values.method === 'smart_session',
    skip_conflicts: false,
    override: values.override,
    ...(values.place.trim() === '' || values.method === 'smart_session' ? {} : { location: values.place }),
    ...(kind === null ? {} : { kind }),
    ...(lateReason.trim() === '' ? {} : { afterwards_reason: lateReason }),
    ...(repeat === null ? {} : { repeat }),
  }
}

function repeatOf({ repeats, frequency, ends, count, until }: Values): Booking['repeat'] {
  if (!repeats) return null
  if (ends === 'count') return typeof count === 'number' ? { frequency, count } : null
  return until === null ? null : { frequency, until }
}

/** The moment the session would begin; null while day or time are missing. */
export function startIn({ date, time }: Pick<Values, 'date' | 'time'>, zone: string): Date | null {
  const [year, month, day] = date?.split('-').map(Number) ?? []
  const [hour, minute] = time.split(':').map(Number)
  if (year === undefined || month === undefined || day === undefined) return null
  if (hour === undefined || minute === undefined) return null
  return momentIn(zone, year, month, day, hour, minute)
}

/** The fields that every booking needs and that are still empty. */
export function missingIn(values: Values): (keyof Values)[] {
  const needed = ['assessor', 'learner', 'courses', 'date', 'time', 'minutes'] as const
  return needed.filter((field) => {
    const value = values[field]
    return value === null || value === '' || (Array.isArray(value) && value.length === 0)
  })
}
