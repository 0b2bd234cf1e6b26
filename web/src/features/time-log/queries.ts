import { infiniteQueryOptions } from '@tanstack/react-query'
import { type Answer, answer, api } from '@/api/client'

export type Entry = Answer<'/api/learners/{learner_id}/time-log'>['items'][number]

/** The log page by page, newest first; its first page has the totals that every screen shows. */
export const timeLogQuery = (learnerId: string) =>
  infiniteQueryOptions({
    queryKey: ['time-log', learnerId],
    queryFn: ({ pageParam }: { pageParam: string | undefined }) =>
      answer(
        api.GET('/api/learners/{learner_id}/time-log', {
          params: { path: { learner_id: learnerId }, query: { limit: 50, cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  })
