import { queryOptions } from '@tanstack/react-query'
import { type Answer, answer, api } from '@/api/client'
import { atCentre } from '@/app/centre'
import { ADMINISTRATORS } from '@/app/roles'
import { useMay, useSession } from '@/app/session'

export type Room = Answer<'/api/smart-rooms'>['items'][number]

export const roomsQuery = queryOptions({
  queryKey: ['rooms', 'all'],
  queryFn: () => answer(api.GET('/api/smart-rooms', { params: { query: atCentre() } })),
})

export const roomQuery = (id: string) =>
  queryOptions({
    queryKey: ['rooms', id],
    queryFn: () => answer(api.GET('/api/smart-rooms/{room_id}', { params: { path: { room_id: id } } })),
  })

/** A room for every centre is kept by the provider's Master Admin only. */
export function useKeeps(room: Room): boolean {
  const { role, centre_ids } = useSession()
  const keeper = useMay('keep_smart_rooms', ADMINISTRATORS)
  const own = room.centre_id === null ? role === 'master_admin' && centre_ids.length === 0 : keeper
  return room.active && own
}
