import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { type Answer, answer, api, type Body, meantFor } from '@/api/client'

export type Known = Answer<'/api/provider/settings'>
export type Settled = Known['planned'][number]
export type Said = Body<'/api/provider/settings', 'put'>

export const settingsQuery = queryOptions({
  queryKey: ['provider-settings'],
  queryFn: () => answer(api.GET('/api/provider/settings')),
})

export function useSettle(version: number) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: Said) =>
      answer(api.PUT('/api/provider/settings', { body, headers: meantFor(version) })),
    onSuccess: (known) => queries.setQueryData(settingsQuery.queryKey, known),
  })
}

export function useWithdraw(version: number) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (since: string) =>
      answer(
        api.DELETE('/api/provider/settings/{since}', {
          params: { path: { since } },
          headers: meantFor(version),
        }),
      ),
    onSuccess: (known) => queries.setQueryData(settingsQuery.queryKey, known),
  })
}
