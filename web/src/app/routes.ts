import { createRootRoute, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { NotFound, RouteFailed, Waiting } from './Fallbacks'
import { Root } from './Root'
import { knownSession } from './session'

export const root = createRootRoute({
  component: Root,
  notFoundComponent: NotFound,
  errorComponent: RouteFailed,
})

/** Everything behind the sign-in: a screen's route has this as its parent. */
export const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  beforeLoad: async ({ location }) => {
    const session = await knownSession()
    if (session === null || session.pending !== null) {
      throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { next: location.href } })
    }
  },
  component: lazyRouteComponent(() => import('./Frame'), 'Frame'),
  pendingComponent: Waiting,
  notFoundComponent: NotFound,
  errorComponent: RouteFailed,
})
