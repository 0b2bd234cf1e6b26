import { IconCertificate } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { CENTRE_WORKERS } from '@/app/roles'
import { frame } from '@/app/routes'
import { tableSearch } from '@/kit/table/shown'
import { withWords } from '@/words'

export const qualificationsRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/qualifications',
    validateSearch: tableSearch,
    component: lazyRouteComponent(
      () => withWords(import('./Qualifications'), 'qualifications'),
      'Qualifications',
    ),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/qualifications/$qualificationId',
    component: lazyRouteComponent(
      () => withWords(import('./QualificationPage'), 'qualifications'),
      'QualificationPage',
    ),
  }),
] as const

export const qualifications: Feature = {
  entries: [
    {
      to: '/qualifications',
      words: 'menu:qualifications',
      icon: IconCertificate,
      roles: [...CENTRE_WORKERS, 'ao_admin'],
      group: 'qualifications',
    },
  ],
}
