/** Days as people write them, day first (PT-40), and as the API does, `2026-11-25`. */

const WRITTEN = /^(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})$/
const SORTED = /^(\d{4})-(\d{2})-(\d{2})$/

/** The day that was typed: `25/11/2026`, `25.11.2026`, or as the API writes it; null when it is none. */
export function dayIn(typed: string): string | null {
  const text = typed.trim()
  const [, day, month, year] = WRITTEN.exec(text) ?? []
  const [, sortedYear, sortedMonth, sortedDay] = SORTED.exec(text) ?? []
  const found = [year ?? sortedYear, month ?? sortedMonth, day ?? sortedDay].map(Number)
  const [y = Number.NaN, m = Number.NaN, d = Number.NaN] = found
  const moment = new Date(Date.UTC(y, m - 1, d))
  if (Number.isNaN(moment.getTime()) || moment.getUTCMonth() !== m - 1 || moment.getUTCDate() !== d)
    return null
  return moment.toISOString().slice(0, 10)
}

/** `25/11/2026` */
export const written = (day: string) => day.split('-').reverse().join('/')
