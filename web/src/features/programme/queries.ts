import { queryOptions } from '@tanstack/react-query'
import { answer, api } from '@/api/client'

/** What a learner's time log has about one enrolment, in sums. */
export const hoursQuery = (learnerId: string, enrolmentId: string) =>
  queryOptions({
    queryKey: ['time-log', learnerId, 'of', enrolmentId],
    queryFn: async () => {
      const params = {
        path: { learner_id: learnerId },
        query: { enrolment_id: enrolmentId, limit: 1 },
      }
      return (await answer(api.GET('/api/learners/{learner_id}/time-log', { params }))).totals
    },
  })

/** How those are reached who look after a learner. */
export const contactsQuery = (ids: string[]) =>
  queryOptions({
    queryKey: ['people', 'contacts', ids],
    queryFn: async () => {
      const { items } = await answer(api.GET('/api/people', { params: { query: { id: ids, limit: 100 } } }))
      return new Map(items.map(({ id, display_name, email }) => [id, { name: display_name, email }]))
    },
    enabled: ids.length > 0,
    staleTime: 300_000,
  })

/** Who supervises a learner at work today. */
export const supervisorsToday = (learnerId: string, today: string) =>
  queryOptions({
    queryKey: ['supervisors', learnerId, today],
    queryFn: async () => {
      const params = { path: { id: learnerId }, query: { on: today } }
      return (await answer(api.GET('/api/learners/{id}/supervisors', { params }))).items
    },
  })
