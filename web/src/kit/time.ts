/** Moments as people read them: in their own zone, day/month/year, words from the language files. */

export type Parts = {
  year: number
  month: number
  day: number
  weekday: number
  hour: number
  minute: number
}

/** What we use of it; the compiler does not know it yet. */
type Temporal = {
  Instant: {
    fromEpochMilliseconds: (milliseconds: number) => {
      toZonedDateTimeISO: (zone: string) => Parts & { dayOfWeek: number }
    }
  }
  Now: { timeZoneId: () => string }
}

/** Where there is none, a formatter says the same; the first one takes a phone 0.1 s, which is why it is not the only way. */
const { Temporal: temporal } = globalThis as { Temporal?: Temporal }

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(zone: string): Intl.DateTimeFormat {
  let found = formatters.get(zone)
  if (found === undefined) {
    found = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    formatters.set(zone, found)
  }
  return found
}

/** A moment on the wall clock of a zone; weekday 0 is Monday, months begin at 1. */
export function partsIn(zone: string, moment: Date): Parts {
  if (temporal === undefined) return formattedIn(zone, moment)
  const local = temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(zone)
  const { year, month, day, hour, minute } = local
  return { year, month, day, weekday: local.dayOfWeek - 1, hour, minute }
}

function formattedIn(zone: string, moment: Date): Parts {
  const found: Record<string, number> = {}
  for (const { type, value } of formatter(zone).formatToParts(moment)) found[type] = Number(value)
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = found
  const weekday = (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7
  return { year, month, day, weekday, hour, minute }
}

const two = (value: number) => String(value).padStart(2, '0')

export const clockTime = ({ hour, minute }: Parts) => `${two(hour)}:${two(minute)}`

/** `2026-11-25`, which sorts, and tells days apart. */
export const dayKey = ({ year, month, day }: Parts) => `${year}-${two(month)}-${two(day)}`

export const shortDate = ({ year, month, day }: Parts) => `${two(day)}/${two(month)}/${year}`

/** A local day so many days later. */
export const addDays = (day: string, many: number) =>
  new Date(new Date(`${day}T12:00:00Z`).getTime() + many * 86_400_000).toISOString().slice(0, 10)

/** How many midnights of the zone lie between two moments; negative when `moment` is before `now`. */
export function daysBetween(zone: string, now: Date, moment: Date): number {
  const midnight = ({ year, month, day }: Parts) => Date.UTC(year, month - 1, day)
  return Math.round((midnight(partsIn(zone, moment)) - midnight(partsIn(zone, now))) / 86_400_000)
}

/** The moment a wall clock of the zone shows this local date and time. In a gap it is the moment after it. */
export function momentIn(zone: string, year: number, month: number, day: number, hour = 0, minute = 0): Date {
  const wanted = Date.UTC(year, month - 1, day, hour, minute)
  let guess = wanted
  for (let round = 0; round < 2; round += 1) {
    const seen = partsIn(zone, new Date(guess))
    guess += wanted - Date.UTC(seen.year, seen.month - 1, seen.day, seen.hour, seen.minute)
  }
  return new Date(guess)
}

export const deviceZone = () => temporal?.Now.timeZoneId() ?? Intl.DateTimeFormat().resolvedOptions().timeZone
