import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from '@/app/routes'

/** Only ways inside the application are followed after the sign-in. */
const inside = (next: unknown) => (typeof next === 'string' && /^\/(?![/\\])/.test(next) ? { next } : {})

export const signInRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    validateSearch: (search): { next?: string } => inside(search.next),
    component: lazyRouteComponent(() => import('./SignIn'), 'SignIn'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/forgotten-password',
    component: lazyRouteComponent(() => import('./ForgottenPassword'), 'ForgottenPassword'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/invitations/$token',
    component: lazyRouteComponent(() => import('./ChoosePassword'), 'AcceptInvitation'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/password-resets/$token',
    component: lazyRouteComponent(() => import('./ChoosePassword'), 'ResetPassword'),
  }),
] as const
