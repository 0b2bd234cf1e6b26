import { queryOptions } from '@tanstack/react-query'
import { type Answer, answer, api, type Body } from '@/api/client'
import { everyPage } from '@/api/pages'
import { atCentre } from '@/app/centre'
import { PEOPLE_KEEPERS } from '@/app/roles'
import { useMay } from '@/app/session'

export type Employer = Answer<'/api/employers'>['items'][number]
export type NewEmployer = Body<'/api/employers', 'post'>
export type Supervisor = Answer<'/api/learners/{id}/supervisors'>['items'][number]
export type Relation = Supervisor['relation']

export const RELATIONS = ['line_manager', 'placement_supervisor'] as const

/** Who keeps employers' records, and says who supervises whom. */
export const useKeepsEmployers = () => useMay('keep_people', PEOPLE_KEEPERS)

export const employersQuery = queryOptions({
  queryKey: ['employers', 'all'],
  queryFn: () =>
    everyPage(
      (cursor) =>
        answer(api.GET('/api/employers', { params: { query: { ...atCentre(), limit: 100, cursor } } })),
      2000,
    ),
})

export const employerQuery = (id: string) =>
  queryOptions({
    queryKey: ['employers', 'one', id],
    queryFn: () => answer(api.GET('/api/employers/{id}', { params: { path: { id } } })),
  })

export const supervisorsQuery = (learnerId: string) =>
  queryOptions({
    queryKey: ['supervisors', learnerId],
    queryFn: () => answer(api.GET('/api/learners/{id}/supervisors', { params: { path: { id: learnerId } } })),
  })

/** Everybody at employers who may supervise learners of one's centres. */
export const employersPeopleQuery = queryOptions({
  queryKey: ['people', 'employers'],
  queryFn: () =>
    everyPage(
      (cursor) =>
        answer(api.GET('/api/people', { params: { query: { role: 'employer_user', limit: 100, cursor } } })),
      1000,
    ),
})
