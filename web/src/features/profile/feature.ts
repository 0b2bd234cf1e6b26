import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frame } from '@/app/routes'

export const profileRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/profile',
    component: lazyRouteComponent(() => import('./Profile'), 'Profile'),
  }),
] as const
