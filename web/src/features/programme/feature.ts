import { IconAddressBook } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { frame } from '@/app/routes'

export const programmeRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/programme/$enrolmentId',
    component: lazyRouteComponent(() => import('./ComponentPage'), 'ComponentPage'),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/network',
    component: lazyRouteComponent(() => import('./Network'), 'Network'),
  }),
] as const

export const programme: Feature = {
  entries: [{ to: '/network', words: 'menu:network', icon: IconAddressBook, roles: ['learner'] }],
  hears: { 'identity.supervision.changed': ['supervisors'] },
}
