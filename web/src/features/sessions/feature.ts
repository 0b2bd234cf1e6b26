import { IconCalendarEvent } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { SESSION_READERS } from '@/app/roles'
import { frame } from '@/app/routes'
import { STRETCHES, type Stretch } from './sorting'

const stretchIn = (value: unknown): { show?: Stretch } => {
  const show = STRETCHES.find((stretch) => stretch === value)
  return show === undefined ? {} : { show }
}

export const sessionsRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/sessions',
    validateSearch: (search: Record<string, unknown>) => stretchIn(search.show),
    component: lazyRouteComponent(() => import('./Sessions'), 'Sessions'),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/sessions/$sessionId',
    component: lazyRouteComponent(() => import('./SessionPage'), 'SessionPage'),
  }),
] as const

export const sessions: Feature = {
  entries: [{ to: '/sessions', words: 'sessions:title', icon: IconCalendarEvent, roles: SESSION_READERS }],
  hears: {
    'scheduling.session.changed': ['sessions', 'plan', 'time-log', 'training'],
    'progression.enrolment.changed': ['training'],
  },
}
