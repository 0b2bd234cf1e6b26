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

/** Who supervises a learner at work today. */
export const supervisorsToday = (learnerId: string, today: string) =>
  queryOptions({
    queryKey: ['supervisors', learnerId, today],
    queryFn: async () => {
      const params = { path: { id: learnerId }, query: { on: today } }
      return (await answer(api.GET('/api/learners/{id}/supervisors', { params }))).items
    },
  })
