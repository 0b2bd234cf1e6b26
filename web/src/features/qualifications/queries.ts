import { queryOptions } from '@tanstack/react-query'
import { type Answer, answer, api, type Body } from '@/api/client'
import { everyPage } from '@/api/pages'
import type { Role } from '@/app/session'

export type Qualification = Answer<'/api/qualifications'>['items'][number]
export type NewQualification = Body<'/api/qualifications', 'post'>
export type Link = Answer<'/api/staff-links'>['items'][number]
export type Purpose = Link['purpose']

export const PURPOSES = ['deliver', 'quality_assure'] as const

/** Who adds to the catalogue, and who says which staff may deliver or quality assure (CE-68). */
export const keepsCatalogue = (role: Role) => role === 'master_admin' || role === 'curriculum_manager'
export const linksStaff = (role: Role) => ['master_admin', 'centre_admin', 'ao_admin'].includes(role)

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
