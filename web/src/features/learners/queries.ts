import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type Answer, answer, api } from '@/api/client'
import { everyPage, inPages } from '@/api/pages'
import { atCentre } from '@/app/centre'

export type Enrolment = Answer<'/api/enrolments'>['items'][number]
export type AssessorCount = Answer<'/api/enrolment-counts'>['assessors'][number]
export type Training = Answer<'/api/learners/{learner_id}/training'>['items'][number]

type Sought = { qualification_id?: string; learner_id?: string; assessor_id?: string; waiting?: boolean }
type InOrder = { sort?: 'learner' | '-learner' }

export const enrolmentPages = (sought: Sought & InOrder) => ({
  ...inPages(['enrolments', 'pages', sought], (cursor) =>
    answer(
      api.GET('/api/enrolments', { params: { query: { ...sought, ...atCentre(), limit: 50, cursor } } }),
    ),
  ),
  placeholderData: keepPreviousData,
})

/** How many learners the list of enrolments has, all together and of each assessor: the number of every screen that shows one. */
export const enrolmentCounts = (sought: Omit<Sought, 'learner_id'> = {}) =>
  queryOptions({
    queryKey: ['enrolments', 'counts', sought],
    queryFn: () =>
      answer(api.GET('/api/enrolment-counts', { params: { query: { ...sought, ...atCentre() } } })),
    placeholderData: keepPreviousData,
  })

/** All enrolments of one's own caseload, which is never long, or of one learner wherever they are. */
export const caseload = (sought: Sought = {}) =>
  queryOptions({
    queryKey: ['enrolments', 'all', sought],
    queryFn: () =>
      everyPage((cursor) =>
        answer(
          api.GET('/api/enrolments', {
            params: {
              query: {
                ...sought,
                ...(sought.learner_id === undefined ? atCentre() : {}),
                limit: 100,
                cursor,
              },
            },
          }),
        ),
      ),
  })

export const trainingQuery = (learnerId: string) =>
  queryOptions({
    queryKey: ['training', learnerId],
    queryFn: () =>
      answer(api.GET('/api/learners/{learner_id}/training', { params: { path: { learner_id: learnerId } } })),
  })

/** How many learners wait for an assessor or an IQA, by qualification. */
export const waitingQuery = queryOptions({
  queryKey: ['waiting'],
  queryFn: () => answer(api.GET('/api/allocations/waiting', { params: { query: atCentre() } })),
})

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', 'one', id],
    queryFn: () => answer(api.GET('/api/people/{id}', { params: { path: { id } } })),
  })
