import { IconUserCheck, IconUserShare } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { ADMINISTRATORS } from '@/app/roles'
import { frame } from '@/app/routes'

export const allocationRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/allocations',
    validateSearch: ({ qualification }: Record<string, unknown>): { qualification?: string } =>
      typeof qualification === 'string' && qualification !== '' ? { qualification } : {},
    component: lazyRouteComponent(() => import('./Allocate'), 'Allocate'),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/personnel/assessor',
    component: lazyRouteComponent(() => import('./HandOver'), 'ChangeAssessor'),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/personnel/iqa',
    component: lazyRouteComponent(() => import('./HandOver'), 'ChangeIqa'),
  }),
] as const

export const allocation: Feature = {
  entries: [
    {
      to: '/allocations',
      words: 'allocation:title',
      icon: IconUserCheck,
      roles: ADMINISTRATORS,
      group: 'learners',
    },
    {
      to: '/personnel/assessor',
      words: 'allocation:change.assessor',
      icon: IconUserShare,
      roles: ADMINISTRATORS,
      group: 'personnel',
    },
    {
      to: '/personnel/iqa',
      words: 'allocation:change.iqa',
      icon: IconUserShare,
      roles: ADMINISTRATORS,
      group: 'personnel',
    },
  ],
}
