import { IconBuildingFactory2 } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { EMPLOYER_READERS } from '@/app/roles'
import { frame } from '@/app/routes'
import { tableSearch } from '@/kit/table/shown'
import { withWords } from '@/words'

export const employersRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/employers',
    validateSearch: tableSearch,
    component: lazyRouteComponent(() => withWords(import('./Employers'), 'employers'), 'Employers'),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/employers/$employerId',
    component: lazyRouteComponent(() => withWords(import('./EmployerPage'), 'employers'), 'EmployerPage'),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/learners/$learnerId/supervisors',
    component: lazyRouteComponent(() => withWords(import('./Supervisors'), 'employers'), 'Supervisors'),
  }),
] as const

export const employers: Feature = {
  entries: [
    {
      to: '/employers',
      words: 'menu:employers',
      icon: IconBuildingFactory2,
      roles: EMPLOYER_READERS,
      permission: 'keep_people',
      group: 'learners',
    },
  ],
  hears: { 'identity.supervision.changed': ['supervisors'] },
}
