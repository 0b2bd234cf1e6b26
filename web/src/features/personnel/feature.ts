import { IconLock } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { ADMINISTRATORS } from '@/app/roles'
import { frame } from '@/app/routes'
import { sortSearch } from '@/kit/table/shown'
import { withWords } from '@/words'

const sorting = sortSearch('name', 'learner_number')

export const personnelRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/learners-access',
    validateSearch: sorting,
    component: lazyRouteComponent(() => withWords(import('./Access'), 'personnel'), 'LearnerAccess'),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/personnel/access',
    validateSearch: sorting,
    component: lazyRouteComponent(() => withWords(import('./Access'), 'personnel'), 'StaffAccess'),
  }),
] as const

export const personnel: Feature = {
  entries: [
    {
      to: '/learners-access',
      words: 'menu:access.learners',
      icon: IconLock,
      roles: [...ADMINISTRATORS, 'assessor'],
      permission: 'block_people',
      group: 'learners',
    },
    {
      to: '/personnel/access',
      words: 'menu:access.staff',
      icon: IconLock,
      roles: ADMINISTRATORS,
      permission: 'block_people',
      group: 'personnel',
    },
  ],
}
