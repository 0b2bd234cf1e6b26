import { queryOptions } from '@tanstack/react-query'
import { type Answer, answer, api } from '@/api/client'
import { everyPage } from '@/api/pages'
import { atCentre } from '@/app/centre'
import { momentIn, partsIn } from '@/kit/time'
import type { Stretch } from './sorting'
import type { SessionKind, SessionType } from './words'

export type Session = Answer<'/api/sessions/{session_id}'>

const FARTHEST = 92

/** The first and the last day of a stretch, counted from today; the counts are of the same days. */
const DAYS: Readonly<Record<Stretch, readonly [number, number]>> = {
  overdue: [-FARTHEST, -1],
  today: [0, 0],
  week: [1, 7],
  later: [8, FARTHEST],
}

export const sessionQuery = (id: string) =>
  queryOptions({
    queryKey: ['sessions', 'one', id],
    queryFn: () => answer(api.GET('/api/sessions/{session_id}', { params: { path: { session_id: id } } })),
  })

export type Whose = { assessor_id?: string; learner_id?: string }

export type Which = { type?: SessionType | undefined; kind?: SessionKind | undefined }

/**
 * The planned sessions of a learner, or of an assessor or everybody at one's centres: three months back, because a
 * session that is over and still planned waits for its outcome, and three months ahead; or those of one stretch.
 */
export const plannedSessions = (whose: Whose, zone: string, which: Which = {}, stretch?: Stretch) => {
  const [first, last] = stretch === undefined ? [-FARTHEST, FARTHEST] : DAYS[stretch]
  const from = startOfDay(zone, new Date(), first).toISOString()
  const to = startOfDay(zone, new Date(), last + 1).toISOString()
  return queryOptions({
    queryKey: ['sessions', 'planned', whose, which, from, to],
    queryFn: () =>
      everyPage((cursor) =>
        answer(
          api.GET('/api/sessions', {
            params: {
              query: { ...whose, ...which, ...place(whose), state: 'planned', from, to, limit: 100, cursor },
            },
          }),
        ),
      ),
  })
}

/** How many planned sessions each stretch has: the number of every screen that shows one. */
export const sessionCounts = (whose: Whose, zone: string, which: Which = {}) =>
  queryOptions({
    queryKey: ['sessions', 'counts', whose, which, startOfDay(zone, new Date()).toISOString()],
    queryFn: () =>
      answer(
        api.GET('/api/session-counts', {
          params: { query: { ...whose, ...which, ...place(whose), time_zone: zone } },
        }),
      ),
  })

const place = (whose: Whose) => (whose.learner_id === undefined ? atCentre() : {})

/** Midnight of a moment's day, or of one so many days later. */
function startOfDay(zone: string, moment: Date, later = 0): Date {
  const { year, month, day } = partsIn(zone, moment)
  return momentIn(zone, year, month, day + later)
}
