import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { type Answer, answer, api } from '@/api/client'
import { inPages } from '@/api/pages'

export type Notification = Answer<'/api/notifications'>['items'][number]

const NEWEST = 10

export const newest = queryOptions({
  queryKey: ['notifications', 'newest'],
  queryFn: () => answer(api.GET('/api/notifications', { params: { query: { limit: NEWEST } } })),
  // A notice is made a moment after the event that the live stream tells of.
  refetchInterval: 60_000,
})

export const allOfThem = (unread: boolean) =>
  inPages(['notifications', 'all', unread], (cursor) =>
    answer(api.GET('/api/notifications', { params: { query: { limit: 20, unread, cursor } } })),
  )

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
