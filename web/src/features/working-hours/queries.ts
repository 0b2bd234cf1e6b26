import { queryOptions } from '@tanstack/react-query'
import { type Answer, answer, api, type Body } from '@/api/client'

export type Timetable = Answer<'/api/timetables/{id}'>
export type Absence = Answer<'/api/absences'>['items'][number]
export type NewAbsence = Body<'/api/absences', 'post'>
export type Entered = NonNullable<Awaited<ReturnType<typeof enter>>>

/** As many days as one question about absences may span. */
export const SHOWN_DAYS = 56

/** What is said for a person, a centre or the provider. */
export const timetableQuery = (id: string) =>
  queryOptions({
    queryKey: ['timetables', id],
    queryFn: () => answer(api.GET('/api/timetables/{id}', { params: { path: { id } } })),
  })

export const absencesQuery = (person: string, from: string, to: string, zone: string) =>
  queryOptions({
    queryKey: ['absences', person, from, to, zone],
    queryFn: () =>
      answer(
        api.GET('/api/absences', { params: { query: { person_id: person, from, to, time_zone: zone } } }),
      ),
  })

export const enter = (body: NewAbsence) => answer(api.POST('/api/absences', { body }))
