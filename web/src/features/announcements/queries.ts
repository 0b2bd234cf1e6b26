import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type Answer, answer, api, type Body } from '@/api/client'
import { inPages } from '@/api/pages'

export type Announcement = Answer<'/api/announcements'>['items'][number]
export type Said = Body<'/api/announcements', 'post'>

/** What concerns the person today, or what they keep as an administrator. */
export const announcementsQuery = (kept: boolean) =>
  inPages(['announcements', kept], (cursor) =>
    answer(api.GET('/api/announcements', { params: { query: { kept, cursor } } })),
  )

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
