/** Times of day as people write them, by the 24-hour clock, and as the API does, `09:30`. */

const WRITTEN = /^(\d{1,2})(?:[\s.:h]?(\d{2}))?$/
const DAY = 24 * 60

/** The time that was typed: `9`, `930`, `9.30` or `09:30`; null when it is none. */
export function timeIn(typed: string): string | null {
  const [, hour, minute = '00'] = WRITTEN.exec(typed.trim()) ?? []
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return null
  return `${hour.padStart(2, '0')}:${minute}`
}

/** The time so many minutes later, or earlier, on the same clock face. */
export function stepped(time: string, minutes: number): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const moved = (hour * 60 + minute + minutes + DAY) % DAY
  return [Math.floor(moved / 60), moved % 60].map((part) => String(part).padStart(2, '0')).join(':')
}
