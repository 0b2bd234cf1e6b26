import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import { type Answer, answer, api } from '@/api/client'
import { atCentre } from '@/app/centre'

export type Row = Answer<'/api/archive'>['items'][number]

/** What can be archived, or what can be got back. */
export type Sorted = 'learner' | '-learner'

export const archiveRows = (archived: boolean, search: string, sort: Sorted | undefined) =>
  infiniteQueryOptions({
    queryKey: ['archive', archived, search, sort],
    queryFn: ({ pageParam }: { pageParam: string | undefined }) =>
      answer(
        api.GET('/api/archive', {
          params: {
            query: {
              archived,
              ...atCentre(),
              limit: 100,
              cursor: pageParam,
              ...(search === '' ? {} : { search }),
              ...(sort === undefined ? {} : { sort }),
            },
          },
        }),
      ),
    initialPageParam: undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  })
