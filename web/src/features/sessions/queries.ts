import { queryOptions } from '@tanstack/react-query'
import { type Answer, answer, api } from '@/api/client'
import { everyPage } from '@/api/pages'
import { atCentre } from '@/app/centre'
import { momentIn, partsIn } from '@/kit/time'

export type Session = Answer<'/api/sessions/{session_id}'>

const DAY = 86_400_000
const LOOKED_BACK_DAYS = 92
const LOOKED_AHEAD_DAYS = 92

export const sessionQuery = (id: string) =>
  queryOptions({
    queryKey: ['sessions', 'one', id],
    queryFn: () => answer(api.GET('/api/sessions/{session_id}', { params: { path: { session_id: id } } })),
  })

export type Whose = { assessor_id?: string; learner_id?: string }

/**
 * The planned sessions of a learner, or of an assessor or everybody at one's centres: three months back, because a session that is over and still
 * planned waits for its outcome, and three months ahead. The overview, its counts and the list read this one query.
 */
export const plannedSessions = (whose: Whose, zone: string) => {
  const today = startOfDay(zone, new Date())
  const from = new Date(today.getTime() - LOOKED_BACK_DAYS * DAY).toISOString()
  const to = new Date(today.getTime() + LOOKED_AHEAD_DAYS * DAY).toISOString()
  const centre = () => (whose.learner_id === undefined ? atCentre() : {})
  return queryOptions({
    queryKey: ['sessions', 'planned', whose, from],
    queryFn: () =>
      everyPage((cursor) =>
        answer(
          api.GET('/api/sessions', {
            params: { query: { ...whose, ...centre(), state: 'planned', from, to, limit: 100, cursor } },
          }),
        ),
      ),
  })
}

export function startOfDay(zone: string, moment: Date): Date {
  const { year, month, day } = partsIn(zone, moment)
  return momentIn(zone, year, month, day)
}
