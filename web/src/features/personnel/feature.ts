import { IconLock } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { ADMINISTRATORS } from '@/app/roles'
import { frame } from '@/app/routes'
import { withWords } from '@/words'
import { soughtIn } from './sought'

export const personnelRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/learners-access',
    validateSearch: soughtIn,
    component: lazyRouteComponent(() => withWords(import('./Access'), 'personnel'), 'LearnerAccess'),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/personnel/access',
    validateSearch: soughtIn,
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
