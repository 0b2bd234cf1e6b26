import { IconLock } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { ADMINISTRATORS } from '@/app/roles'
import { frame } from '@/app/routes'

export const personnelRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/learners-access',
    component: lazyRouteComponent(() => import('./Access'), 'LearnerAccess'),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/personnel/access',
    component: lazyRouteComponent(() => import('./Access'), 'StaffAccess'),
  }),
] as const

export const personnel: Feature = {
  entries: [
    {
      to: '/learners-access',
      words: 'personnel:title.learners',
      icon: IconLock,
      roles: [...ADMINISTRATORS, 'assessor'],
      group: 'learners',
    },
    {
      to: '/personnel/access',
      words: 'personnel:title.staff',
      icon: IconLock,
      roles: ADMINISTRATORS,
      group: 'personnel',
    },
  ],
}
