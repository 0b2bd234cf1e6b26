import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { type Answer, answer, api, type Body } from '@/api/client'

export type Announcement = Answer<'/api/announcements'>['items'][number]
export type Said = Body<'/api/announcements', 'post'>

/** What concerns the person today, or what they keep as an administrator. */
export const announcementsQuery = (kept: boolean) =>
  infiniteQueryOptions({
    queryKey: ['announcements', kept],
    queryFn: ({ pageParam }: { pageParam: string | null }) =>
      answer(
        api.GET('/api/announcements', {
          params: { query: { kept, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null,
    getNextPageParam: (last) => last.next,
  })

/** What shows announcements or counts them is read anew. */
export function useRenew() {
  const queries = useQueryClient()
  return () =>
    Promise.all(['announcements', 'inbox'].map((first) => queries.invalidateQueries({ queryKey: [first] })))
}

export function useMarkRead() {
  const renew = useRenew()
  return useMutation({
    mutationFn: (id: string) =>
      answer(
        api.PUT('/api/announcements/{announcement_id}/read', {
          params: { path: { announcement_id: id } },
        }),
      ),
    onSettled: renew,
  })
}
