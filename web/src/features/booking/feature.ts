import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frame } from '@/app/routes'
import { withWords } from '@/words'

/** What another screen fills in: the start (`2026-12-01T10:00`), whose diary, for whom. */
export type Prefilled = { at?: string; assessor?: string; learner?: string }

const START = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/

export function prefilledIn(search: Record<string, unknown>): Prefilled {
  const { at, assessor, learner } = search
  return {
    ...(typeof at === 'string' && START.test(at) ? { at } : {}),
    ...(typeof assessor === 'string' ? { assessor } : {}),
    ...(typeof learner === 'string' ? { learner } : {}),
  }
}

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
