import { queryOptions } from '@tanstack/react-query'
import { answer, api } from '@/api/client'

/** The guides for one's role, in a language. */
export const guidesQuery = (language: 'en' | 'cy') =>
  queryOptions({
    queryKey: ['guides', language],
    queryFn: () => answer(api.GET('/api/help', { params: { query: { language } } })),
    staleTime: 300_000,
  })
