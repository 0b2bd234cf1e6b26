import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type Answer, answer, api } from '@/api/client'
import { atCentre } from '@/app/centre'
import { addDays, dayKey, partsIn } from '@/kit/time'

export type CentreEvent = Answer<'/api/events/{event_id}'>
export type Task = Answer<'/api/tasks'>['items'][number]

/** How many days the events' screen shows at once. */
export const SHOWN_DAYS = 56

const INVITED: readonly string[] = ['assessor', 'iqa', 'learner']

/** The events somebody sees, of at most 62 local days, both included. */
export const eventsBetween = (from: string, to: string, zone: string) =>
  queryOptions({
    queryKey: ['events', 'between', from, to, zone],
    queryFn: () =>
      answer(api.GET('/api/events', { params: { query: { from, to, time_zone: zone, ...atCentre() } } })),
  })

/** What comes in the next eight weeks; the events' screen begins with the same. */
export const comingEvents = (zone: string) => {
  const today = dayKey(partsIn(zone, new Date()))
  return eventsBetween(today, addDays(today, SHOWN_DAYS - 1), zone)
}

export const eventQuery = (id: string) =>
  queryOptions({
    queryKey: ['events', 'one', id],
    queryFn: () => answer(api.GET('/api/events/{event_id}', { params: { path: { event_id: id } } })),
  })

/** The centre's tasks that are open, or those that are done. */
export const tasksQuery = (done: boolean) =>
  queryOptions({
    queryKey: ['tasks', done],
    queryFn: () => answer(api.GET('/api/tasks', { params: { query: { done, ...atCentre() } } })),
  })

/** Who of a centre can be invited, by the beginnings of their names (CE-09). */
export const invitable = (centre: string, search: string) =>
  queryOptions({
    queryKey: ['people', 'invitable', centre, search],
    queryFn: async () => {
      const query = {
        centre_id: centre,
        state: 'active',
        limit: 50,
        ...(search === '' ? {} : { search }),
      } as const
      const { items } = await answer(api.GET('/api/people', { params: { query } }))
      return items.filter(({ roles }) => roles.some(({ role }) => INVITED.includes(role)))
    },
    enabled: centre !== '',
    placeholderData: keepPreviousData,
  })
