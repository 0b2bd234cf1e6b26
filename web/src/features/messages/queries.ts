import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { type Answer, answer, api, type Body } from '@/api/client'

export type Conversation = Answer<'/api/messages'>['items'][number]
export type Message = Answer<'/api/messages/{conversation_id}'>['items'][number]

const following = { initialPageParam: null, getNextPageParam: (last: { next: string | null }) => last.next }

export const conversationsQuery = infiniteQueryOptions({
  queryKey: ['messages', 'all'],
  queryFn: ({ pageParam }: { pageParam: string | null }) =>
    answer(api.GET('/api/messages', { params: { query: pageParam === null ? {} : { cursor: pageParam } } })),
  ...following,
})

export const messagesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['messages', 'of', id],
    queryFn: ({ pageParam }: { pageParam: string | null }) =>
      answer(
        api.GET('/api/messages/{conversation_id}', {
          params: {
            path: { conversation_id: id },
            query: pageParam === null ? {} : { cursor: pageParam },
          },
        }),
      ),
    ...following,
  })

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
