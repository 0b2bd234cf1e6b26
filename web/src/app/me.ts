import { useQuery } from '@tanstack/react-query'
import { answer, api } from '@/api/client'
import { deviceZone } from '@/kit/time'

export const meQuery = {
  queryKey: ['me'],
  queryFn: () => answer(api.GET('/api/me')),
  staleTime: 300_000,
}

export const useMe = () => useQuery(meQuery)

/** The zone the person lives in; until it is known, their device's. */
export const useZone = () => useMe().data?.person.time_zone ?? deviceZone()
