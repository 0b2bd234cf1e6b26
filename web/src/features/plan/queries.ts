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

const SOONEST_MS = 30_000
const LATEST_MS = 3_600_000

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
    refetchInterval: ({ state }) => untilTheFirstEnds(state.data),
  })

/** A review that has ended makes room for the next while the screen stays open. */
function untilTheFirstEnds(reviews: Map<string, ReviewDate | null> = new Map()) {
  const ends = [...reviews.values()].flatMap((review) => (review === null ? [] : Date.parse(review.ends_at)))
  return ends.length > 0 && Math.min(Math.max(Math.min(...ends) - Date.now(), SOONEST_MS), LATEST_MS)
}
