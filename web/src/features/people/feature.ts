import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frame } from '@/app/routes'

export const peopleRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/people/$personId',
    component: lazyRouteComponent(() => import('./PersonPage'), 'PersonPage'),
  }),
] as const
