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
