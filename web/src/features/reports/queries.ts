import { queryOptions } from '@tanstack/react-query'
import { type Answer, answer, api } from '@/api/client'
import type { Question, WHOSE } from './sought'

export type SessionsRow = Answer<'/api/reports/sessions'>['items'][number]
export type CancellationsRow = Answer<'/api/reports/cancellations'>['items'][number]
export type RoomUseRow = Answer<'/api/reports/room-use'>['items'][number]

export const sessionsReport = (query: Question) =>
  queryOptions({
    queryKey: ['reports', 'sessions', query],
    queryFn: () => answer(api.GET('/api/reports/sessions', { params: { query } })),
  })

export const cancellationsReport = (query: Question, by: (typeof WHOSE)[number]) =>
  queryOptions({
    queryKey: ['reports', 'cancellations', query, by],
    queryFn: () => answer(api.GET('/api/reports/cancellations', { params: { query: { ...query, by } } })),
  })

export const roomUseReport = (query: Question) =>
  queryOptions({
    queryKey: ['reports', 'room-use', query],
    queryFn: () => answer(api.GET('/api/reports/room-use', { params: { query } })),
  })
