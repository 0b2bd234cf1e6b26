import { queryOptions } from '@tanstack/react-query'
import { answer, api } from '@/api/client'
import { everyPage } from '@/api/pages'
import { atCentre } from '@/app/centre'
import { addDays } from '@/kit/time'
import { beginning } from './days'

/** What stands in a calendar, whatever it is. Without `opens` there is nothing to look at more closely. */
export type Entry = {
  key: string
  opens: string | null
  look: 'session' | 'done' | 'off' | 'event' | 'absence' | 'room' | 'maintenance'
  from: string
  to: string
  title: string
  detail: string
  owner: string
}

/** An assessor's own days in one answer. */
export const ownCalendar = (from: string, to: string, zone: string) =>
  queryOptions({
    queryKey: ['sessions', 'calendar', from, to, zone],
    queryFn: () =>
      answer(api.GET('/api/calendar', { params: { query: { from, to, time_zone: zone, ...atCentre() } } })),
  })

/** Everybody's sessions that one may see. */
export const sessionsBetween = (first: string, last: string, zone: string, learner?: string) =>
  queryOptions({
    queryKey: ['sessions', 'between', first, last, zone, learner ?? null],
    queryFn: () => {
      const from = beginning(zone, first).toISOString()
      const to = beginning(zone, addDays(last, 1)).toISOString()
      const whose = learner === undefined ? atCentre() : { learner_id: learner }
      const query = { from, to, limit: 100, ...whose }
      return everyPage((cursor) =>
        answer(api.GET('/api/sessions', { params: { query: { ...query, cursor } } })),
      )
    },
  })

export const roomUse = (from: string, to: string, zone: string) =>
  queryOptions({
    queryKey: ['sessions', 'room-use', from, to, zone],
    queryFn: () =>
      answer(
        api.GET('/api/smart-room-use', { params: { query: { from, to, time_zone: zone, ...atCentre() } } }),
      ),
  })
