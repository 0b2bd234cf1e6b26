import { queryOptions } from '@tanstack/react-query'
import { type Answer, answer, api } from '@/api/client'
import { everyPage } from '@/api/pages'

export type Sample = Answer<'/api/samples'>['items'][number]

/** As many learners as one decision takes. */
export const MOST = 200

/** Who may be read about today, by whom and until when; an external quality assurer's own. */
export const samplesQuery = queryOptions({
  queryKey: ['samples'],
  queryFn: () =>
    everyPage(
      (cursor) => answer(api.GET('/api/samples', { params: { query: { limit: 100, cursor } } })),
      1000,
    ),
})

/** The same learner may be in the samples of several. */
export const idOf = ({ enrolment_id, eqa_id }: Sample) => `${enrolment_id}/${eqa_id}`
