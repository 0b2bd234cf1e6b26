import { queryOptions } from '@tanstack/react-query'
import { type Answer, answer, api } from '@/api/client'

export type ServiceHealth = Answer<'/api/system-health'>['items'][number]

const EVERY_MS = 15_000

/** How every service is, asked anew while somebody looks. */
export const healthQuery = queryOptions({
  queryKey: ['system-health'],
  queryFn: () => answer(api.GET('/api/system-health')),
  staleTime: 0,
  refetchInterval: EVERY_MS,
})
