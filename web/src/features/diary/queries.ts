import { queryOptions } from '@tanstack/react-query'
import { type Answer, answer, api, type Body } from '@/api/client'
import { everyPage } from '@/api/pages'
import { atCentre } from '@/app/centre'

export type Entry = Answer<'/api/diary-entries'>['items'][number]
export type NewEntry = Body<'/api/diary-entries', 'post'>

/** What is still to be done: one's own as an assessor, else one's centres'. */
export const openEntries = queryOptions({
  queryKey: ['diary-entries'],
  queryFn: () =>
    everyPage((cursor) =>
      answer(api.GET('/api/diary-entries', { params: { query: { ...atCentre(), limit: 100, cursor } } })),
    ),
})

export const learnersQuery = queryOptions({
  queryKey: ['people', 'learners-of-mine'],
  queryFn: () =>
    everyPage(
      (cursor) =>
        answer(
          api.GET('/api/people', {
            params: { query: { role: 'learner', ...atCentre(), limit: 100, cursor } },
          }),
        ),
      2000,
    ),
  staleTime: 60_000,
})
