import { addDays, momentIn, partsIn } from '@/kit/time'

/** Local days as `2026-11-25`, which is how the address and the API have them. */

export const VIEWS = ['day', 'week', 'month', 'rooms', 'list'] as const
export type View = (typeof VIEWS)[number]

const DAY = 86_400_000
const noon = (day: string) => new Date(`${day}T12:00:00Z`)
const keyOf = (date: Date) => date.toISOString().slice(0, 10)

/** 0 is Monday. */
const weekdayOf = (day: string) => (noon(day).getUTCDay() + 6) % 7

export const mondayOf = (day: string) => addDays(day, -weekdayOf(day))

/** The same day of another month, or its last where it is shorter. */
export function addMonths(day: string, many: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + many, 0)).getUTCDate()
  return keyOf(new Date(Date.UTC(year, month - 1 + many, Math.min(date, last), 12)))
}

/** The days that a view shows: a month in whole weeks. */
export function daysShown(view: View, day: string): string[] {
  if (view === 'week') return Array.from({ length: 7 }, (_, index) => addDays(mondayOf(day), index))
  if (view !== 'month') return [day]
  const first = mondayOf(`${day.slice(0, 7)}-01`)
  const nextMonth = addMonths(`${day.slice(0, 7)}-01`, 1)
  const weeks = Math.ceil((noon(nextMonth).getTime() - noon(first).getTime()) / (7 * DAY))
  return Array.from({ length: weeks * 7 }, (_, index) => addDays(first, index))
}

export const moved = (view: View, day: string, by: 1 | -1) => {
  if (view === 'month') return addMonths(day, by)
  return addDays(day, by * (view === 'week' ? 7 : 1))
}

/** The moment at which a local day begins. */
export function beginning(zone: string, day: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return momentIn(zone, year, month, date)
}

/** The minutes of a local day that something takes; null when it lies on other days. */
export function minutesOn(zone: string, day: string, from: string, to: string) {
  const begins = beginning(zone, day).getTime()
  const ends = beginning(zone, addDays(day, 1)).getTime()
  const start = Math.max(new Date(from).getTime(), begins)
  const end = Math.min(new Date(to).getTime(), ends)
  if (start >= end) return null
  const wall = (moment: number) => {
    if (moment === ends) return 1440
    const { hour, minute } = partsIn(zone, new Date(moment))
    return hour * 60 + minute
  }
  return { start: wall(start), end: wall(end) }
}

/** Things side by side: each gets a lane, and how many lanes stand beside it. */
export function laned<One extends { start: number; end: number }>(items: readonly One[]) {
  const sorted = [...items].sort((one, other) => one.start - other.start || other.end - one.end)
  const placed: (One & { lane: number; lanes: number })[] = []
  let cluster: (One & { lane: number; lanes: number })[] = []
  let until = -1
  const close = () => {
    const lanes = Math.max(1, ...cluster.map(({ lane }) => lane + 1))
    for (const one of cluster) one.lanes = lanes
    placed.push(...cluster)
    cluster = []
  }
  for (const item of sorted) {
    if (item.start >= until) close()
    const taken = new Set(cluster.filter((one) => one.end > item.start).map(({ lane }) => lane))
    let lane = 0
    while (taken.has(lane)) lane += 1
    cluster.push({ ...item, lane, lanes: 1 })
    until = Math.max(until, item.end)
  }
  close()
  return placed
}
