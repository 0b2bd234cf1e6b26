import { type Answer, answer, api } from '@/api/client'
import { inPages } from '@/api/pages'

export type Item = Answer<'/api/learners/{learner_id}/evidence'>['items'][number]

export const libraryQuery = (learnerId: string) =>
  inPages(['library', learnerId], (cursor) =>
    answer(
      api.GET('/api/learners/{learner_id}/evidence', {
        params: { path: { learner_id: learnerId }, query: { limit: 50, cursor } },
      }),
    ),
  )
