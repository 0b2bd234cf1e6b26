import { daysBetween } from '@/kit/time'
import type { Session } from './queries'

export const STRETCHES = ['today', 'week', 'overdue', 'later'] as const
export type Stretch = (typeof STRETCHES)[number]

type Planned = Pick<Session, 'starts_at' | 'ends_at'>

/**
 * Planned sessions by when they need somebody: today (over or not), in the next seven days, later, and overdue: over
 * on a day before today without an outcome.
 */
export function byStretch<One extends Planned>(sessions: readonly One[], zone: string, now: Date) {
  const found: Record<Stretch, One[]> = { today: [], week: [], overdue: [], later: [] }
  for (const session of sessions) found[stretchOf(session, zone, now)].push(session)
  return found
}

function stretchOf({ starts_at }: Planned, zone: string, now: Date): Stretch {
  const away = daysBetween(zone, now, new Date(starts_at))
  if (away < 0) return 'overdue'
  if (away === 0) return 'today'
  return away <= 7 ? 'week' : 'later'
}

/** The session that comes next or is going on, if any. */
export const nextOf = <One extends Planned>(sessions: readonly One[], now: Date) =>
  sessions.find(({ ends_at }) => new Date(ends_at) > now)

/** Sessions in order, by the day they are on. */
export function byDay<One extends Planned>(sessions: readonly One[], dayOf: (moment: string) => string) {
  const days = new Map<string, One[]>()
  for (const session of sessions) {
    const day = dayOf(session.starts_at)
    days.set(day, [...(days.get(day) ?? []), session])
  }
  return [...days.entries()]
}
