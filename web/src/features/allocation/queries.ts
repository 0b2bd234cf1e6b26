import { queryOptions } from '@tanstack/react-query'
import { type Answer, answer, api } from '@/api/client'
import { everyPage } from '@/api/pages'
import { atCentre } from '@/app/centre'

export type Enrolment = Answer<'/api/enrolments'>['items'][number]
export type Place = 'assessor' | 'iqa'

/** As many as one change takes. */
export const MOST = 200

type Sought = {
  qualification_id?: string | undefined
  assessor_id?: string | undefined
  iqa_id?: string | undefined
  waiting?: boolean
}

export const enrolmentsQuery = (sought: Sought, enabled: boolean) =>
  queryOptions({
    queryKey: ['enrolments', 'choosing', sought],
    queryFn: () =>
      everyPage(
        (cursor) =>
          answer(
            api.GET('/api/enrolments', {
              params: { query: { ...sought, ...atCentre(), limit: 100, cursor } },
            }),
          ),
        1000,
      ),
    enabled,
  })

/** Who is linked to a qualification, to deliver it or to quality assure it. */
export const linkedQuery = (qualificationId: string | undefined, place: Place) => {
  const purpose = place === 'assessor' ? 'deliver' : 'quality_assure'
  return queryOptions({
    queryKey: ['staff-links', qualificationId, purpose],
    queryFn: () =>
      everyPage((cursor) =>
        answer(
          api.GET('/api/staff-links', {
            params: { query: { qualification_id: qualificationId, purpose, limit: 100, cursor } },
          }),
        ),
      ),
    enabled: qualificationId !== undefined,
  })
}
