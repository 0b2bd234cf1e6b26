/** Hours of a day, local; `24:00` is its end. */
type Hours = { opens: string; closes: string }[]

/** Monday to Sunday. */
export type Week = Hours[]

/** Monday to Friday, nine to five. */
export const OFFICE_WEEK: Week = Array.from({ length: 7 }, (_, day) =>
  day < 5 ? [{ opens: '09:00', closes: '17:00' }] : [],
)

const STRETCH = /^([01]?\d|2[0-4])(?::([0-5]\d))?\s*[-–]\s*([01]?\d|2[0-4])(?::([0-5]\d))?$/

/** `09:00–12:00, 13:00–17:00`; nothing is closed. */
export const hoursText = (hours: Hours) => hours.map(({ opens, closes }) => `${opens}–${closes}`).join(', ')

/** What somebody typed for a day as hours, in their order; null when it cannot be read or stretches overlap. */
export function hoursIn(text: string): Hours | null {
  const hours: Hours = []
  for (const part of text.split(/[,;]/).map((one) => one.trim())) {
    if (part === '') continue
    const found = STRETCH.exec(part)
    if (found === null) return null
    const [, opens = '', opensAt = '00', closes = '', closesAt = '00'] = found
    hours.push({
      opens: `${opens.padStart(2, '0')}:${opensAt}`,
      closes: `${closes.padStart(2, '0')}:${closesAt}`,
    })
  }
  hours.sort((one, other) => one.opens.localeCompare(other.opens))
  const fits = hours.every(({ opens, closes }, place) => {
    const before = hours[place - 1]?.closes ?? '00:00'
    return before <= opens && opens < closes && closes <= '24:00'
  })
  return fits && hours.length <= 4 ? hours : null
}

/** The days of a week as somebody types them. */
export const weekText = (week: Week) => week.map(hoursText)

/** What somebody typed for a week; null while a day of it cannot be read. */
export function weekIn(days: readonly string[]): Week | null {
  const week = days.map(hoursIn)
  return week.every((hours) => hours !== null) ? week : null
}
