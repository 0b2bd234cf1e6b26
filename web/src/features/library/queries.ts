import { infiniteQueryOptions } from '@tanstack/react-query'
import { type Answer, answer, api } from '@/api/client'

export type Item = Answer<'/api/learners/{learner_id}/evidence'>['items'][number]

export const libraryQuery = (learnerId: string) =>
  infiniteQueryOptions({
    queryKey: ['library', learnerId],
    queryFn: ({ pageParam }: { pageParam: string | null }) =>
      answer(
        api.GET('/api/learners/{learner_id}/evidence', {
          params: {
            path: { learner_id: learnerId },
            query: { limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: null,
    getNextPageParam: (last) => last.next,
  })
