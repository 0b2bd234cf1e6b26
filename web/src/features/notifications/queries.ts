import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { type Answer, answer, api } from '@/api/client'

export type Notification = Answer<'/api/notifications'>['items'][number]

const NEWEST = 10

export const newest = queryOptions({
  queryKey: ['notifications', 'newest'],
  queryFn: () => answer(api.GET('/api/notifications', { params: { query: { limit: NEWEST } } })),
  // A notice is made a moment after the event that the live stream tells of.
  refetchInterval: 60_000,
})

export const allOfThem = (unread: boolean) =>
  infiniteQueryOptions({
    queryKey: ['notifications', 'all', unread],
    queryFn: ({ pageParam }: { pageParam: string | null }) =>
      answer(
        api.GET('/api/notifications', {
          params: { query: { limit: 20, unread, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null,
    getNextPageParam: (last) => last.next,
  })

export function useMarkRead() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) =>
      answer(
        api.PUT('/api/notifications/{notification_id}/read', { params: { path: { notification_id: id } } }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: ['notifications'] }),
  })
}
