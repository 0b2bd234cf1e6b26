import { queryOptions } from '@tanstack/react-query'
import { type Answer, answer, api } from '@/api/client'

type Plan = Answer<'/api/learners/{learner_id}/plan'>
export type PlanSession = Extract<Plan, { view: 'plan' }>['items'][number]
export type ReviewDate = Extract<Plan, { view: 'review_dates' }>['items'][number]

export const planQuery = (learnerId: string) =>
  queryOptions({
    queryKey: ['plan', learnerId],
    queryFn: () =>
      answer(api.GET('/api/learners/{learner_id}/plan', { params: { path: { learner_id: learnerId } } })),
  })

/** The next review of each of one's apprentices among these, at most a hundred; null for who has none. */
export const comingReviews = (learnerIds: string[]) =>
  queryOptions({
    queryKey: ['plan', 'coming', learnerIds],
    queryFn: async () => {
      const query = { learner_id: learnerIds }
      const { items } = await answer(api.GET('/api/coming-reviews', { params: { query } }))
      const found = new Map<string, ReviewDate | null>(learnerIds.map((id) => [id, null]))
      for (const { learner_id, review } of items) found.set(learner_id, review)
      return found
    },
  })
