import { queryOptions } from '@tanstack/react-query'
import { type Answer, answer, api } from '@/api/client'
import type { Role } from '@/app/session'

export type Room = Answer<'/api/smart-rooms'>['items'][number]

export const roomsQuery = queryOptions({
  queryKey: ['rooms', 'all'],
  queryFn: () => answer(api.GET('/api/smart-rooms')),
})

export const roomQuery = (id: string) =>
  queryOptions({
    queryKey: ['rooms', id],
    queryFn: () => answer(api.GET('/api/smart-rooms/{room_id}', { params: { path: { room_id: id } } })),
  })

/** A room for every centre is kept by the provider's Master Admin only. */
export const keeps = (role: Role, room: Room) =>
  room.active && (role === 'master_admin' || (role === 'centre_admin' && room.centre_id !== null))
