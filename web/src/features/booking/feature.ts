import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frame } from '@/app/routes'
import { ID, seeking } from '@/kit/sought'
import { withWords } from '@/words'

/** What another screen fills in: the start (`2026-12-01T10:00`), whose diary, for whom. */
export const prefilledIn = seeking({ at: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, assessor: ID, learner: ID })

export type Prefilled = ReturnType<typeof prefilledIn>

export const bookingRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/sessions/new',
    validateSearch: prefilledIn,
    component: lazyRouteComponent(() => withWords(import('./BookPage'), 'booking'), 'BookPage'),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/sessions/drafts/$draftId',
    component: lazyRouteComponent(
      () => withWords(import('./ParticipantsPage'), 'booking'),
      'ParticipantsPage',
    ),
  }),
] as const
