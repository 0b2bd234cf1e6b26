import { queryOptions } from '@tanstack/react-query'
import { type Answer, answer, api, type Body } from '@/api/client'
import { everyPage } from '@/api/pages'
import { ADMINISTRATORS } from '@/app/roles'
import { useMay } from '@/app/session'

export type NewQualification = Body<'/api/qualifications', 'post'>
export type Link = Answer<'/api/staff-links'>['items'][number]
export type Purpose = Link['purpose']

export const PURPOSES = ['deliver', 'quality_assure'] as const

/** Who adds to the catalogue, and who says which staff may deliver or quality assure (CE-68). */
export const useKeepsCatalogue = () => useMay('keep_the_catalogue', ['master_admin', 'curriculum_manager'])
export const useLinksStaff = () => useMay('allocate_learners', [...ADMINISTRATORS, 'ao_admin'])

/** Everybody who was ever linked to a qualification, for one purpose. */
export const linksQuery = (qualification: string, purpose: Purpose) =>
  queryOptions({
    queryKey: ['staff-links', qualification, purpose],
    queryFn: () =>
      everyPage((cursor) =>
        answer(
          api.GET('/api/staff-links', {
            params: { query: { qualification_id: qualification, purpose, limit: 100, cursor } },
          }),
        ),
      ),
  })
