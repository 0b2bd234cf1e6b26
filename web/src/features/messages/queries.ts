import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type Answer, answer, api, type Body } from '@/api/client'
import { inPages } from '@/api/pages'

export type Conversation = Answer<'/api/messages'>['items'][number]
export type Message = Answer<'/api/messages/{conversation_id}'>['items'][number]

export const conversationsQuery = inPages(['messages', 'all'], (cursor) =>
  answer(api.GET('/api/messages', { params: { query: { cursor } } })),
)

export const messagesQuery = (id: string) =>
  inPages(['messages', 'of', id], (cursor) =>
    answer(
      api.GET('/api/messages/{conversation_id}', {
        params: { path: { conversation_id: id }, query: { cursor } },
      }),
    ),
  )

function useRenew() {
  const queries = useQueryClient()
  return () =>
    Promise.all(['messages', 'inbox'].map((first) => queries.invalidateQueries({ queryKey: [first] })))
}

export function useSend() {
  const renew = useRenew()
  return useMutation({
    mutationFn: (body: Body<'/api/messages', 'post'>) => answer(api.POST('/api/messages', { body })),
    onSuccess: renew,
  })
}

export function useSeen(id: string) {
  const renew = useRenew()
  return useMutation({
    mutationFn: (seen: number) =>
      answer(
        api.PUT('/api/messages/{conversation_id}/read', {
          params: { path: { conversation_id: id } },
          body: { seen },
        }),
      ),
    onSuccess: renew,
  })
}
