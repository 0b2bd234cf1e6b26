import { DAY, ID, seeking } from '@/kit/sought'
import { addDays } from '@/kit/time'

/** Which report, about what: as the address has it. */
export const REPORTS = ['sessions', 'cancellations', 'room-use'] as const
export type Report = (typeof REPORTS)[number]

export const WHOSE = ['learner', 'employer', 'assessor'] as const

const METHODS = ['traditional', 'smart_session'] as const

const LOOKED_BACK_DAYS = 90

export const soughtIn = seeking({
  report: REPORTS,
  by: WHOSE,
  from: DAY,
  to: DAY,
  centre: ID,
  method: METHODS,
})

export type Sought = ReturnType<typeof soughtIn>

/** What the service is asked: without days, the last three months until today; without a centre, about the chosen one. */
export function questionOf(
  { from, to, centre, method }: Sought,
  zone: string,
  today: string,
  chosen: string | null = null,
) {
  const at = centre ?? chosen
  return {
    from: from ?? addDays(to ?? today, -LOOKED_BACK_DAYS),
    to: to ?? today,
    time_zone: zone,
    ...(at === null ? {} : { centre_id: at }),
    ...(method === undefined ? {} : { method }),
  }
}

export type Question = ReturnType<typeof questionOf>

/** Where the whole report is as a file, with headings in the language. */
export function fileOf(
  report: Report,
  question: Question,
  by: string,
  format: 'xlsx' | 'csv',
  language: string,
): string {
  const query = new URLSearchParams({ ...question, by, format, language })
  return `/api/reports/${report}/export?${query}`
}
