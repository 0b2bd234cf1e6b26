import { queryOptions } from '@tanstack/react-query'
import { type Answer, answer, api } from '@/api/client'

type Inbox = Answer<'/api/inbox'>
export type Section = Inbox['sections'][number]

/** What waits for the person: the same numbers on every screen (PT-37). */
export const inboxQuery = queryOptions({
  queryKey: ['inbox'],
  queryFn: () => answer(api.GET('/api/inbox')),
  // Nobody tells when a session is over or an offer has lapsed.
  refetchInterval: 60_000,
})
