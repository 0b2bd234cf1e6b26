import { queryOptions } from '@tanstack/react-query'
import { type Answer, answer, api } from '@/api/client'

export type SignedOff = Answer<'/api/people/{id}/review-sign-off'>

export const signOffQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', 'sign-off', id],
    queryFn: () => answer(api.GET('/api/people/{id}/review-sign-off', { params: { path: { id } } })),
  })
