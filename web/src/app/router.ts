import { createRouter } from '@tanstack/react-router'
import { homeRoutes } from '@/features/home/feature'
import { notificationsRoutes } from '@/features/notifications/feature'
import { signInRoutes } from '@/features/sign-in/feature'
import { NotFound, RouteFailed, Waiting } from './Fallbacks'
import { frame, root } from './routes'

const tree = root.addChildren([...signInRoutes, frame.addChildren([...homeRoutes, ...notificationsRoutes])])

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  defaultPendingMs: 300,
  defaultPendingComponent: Waiting,
  defaultErrorComponent: RouteFailed,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
