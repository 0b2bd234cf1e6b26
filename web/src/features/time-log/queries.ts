import { type Answer, answer, api } from '@/api/client'
import { inPages } from '@/api/pages'

export type TimeEntry = Answer<'/api/learners/{learner_id}/time-log'>['items'][number]

/** The log page by page, newest first; its first page has the totals that every screen shows. */
export const timeLogQuery = (learnerId: string) =>
  inPages(['time-log', learnerId], (cursor) =>
    answer(
      api.GET('/api/learners/{learner_id}/time-log', {
        params: { path: { learner_id: learnerId }, query: { limit: 50, cursor } },
      }),
    ),
  )
