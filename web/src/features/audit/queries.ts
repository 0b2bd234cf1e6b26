import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import { type Answer, answer, api } from '@/api/client'

export type Entry = Answer<'/api/audit'>['items'][number]
export type Sought = { action?: string; from?: string; to?: string; sort?: 'at' | '-at' }

export const auditPages = ({ action, from, to, sort }: Sought) =>
  infiniteQueryOptions({
    queryKey: ['audit', action, from, to, sort],
    queryFn: ({ pageParam }: { pageParam: string | undefined }) =>
      answer(
        api.GET('/api/audit', {
          params: {
            query: {
              limit: 50,
              cursor: pageParam,
              ...(sort === undefined ? {} : { sort }),
              ...(action === undefined ? {} : { action }),
              ...(from === undefined ? {} : { from: `${from}T00:00:00Z` }),
              ...(to === undefined ? {} : { to: `${to}T23:59:59Z` }),
            },
          },
        }),
      ),
    initialPageParam: undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  })
