import { IconCalendarEvent } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { SESSION_READERS } from '@/app/roles'
import { frame } from '@/app/routes'
import { DAY, ID, seeking } from '@/kit/sought'
import { withWords } from '@/words'
import { VIEWS } from './calendar/days'
import { STRETCHES } from './sorting'
import { openedIn } from './tabs'
import { KINDS, TYPES, titleFor } from './words'

/** Which part of the list, or which view of the calendar at which day. */
const shownIn = seeking({
  show: STRETCHES,
  view: VIEWS,
  date: DAY,
  type: TYPES,
  kind: KINDS,
  /** The assessors whose days stand side by side, joined by commas. */
  people: /^[\w-]{1,60}(,[\w-]{1,60}){0,5}$/,
  rooms: ['yes'],
  /** Which of them is shown where there is room for one only. */
  column: ID,
})

export const sessionsRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/sessions',
    validateSearch: shownIn,
    component: lazyRouteComponent(() => withWords(import('./Sessions'), 'booking', 'calendar'), 'Sessions'),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/sessions/$sessionId',
    validateSearch: openedIn,
    component: lazyRouteComponent(() => withWords(import('./SessionPage'), 'booking'), 'SessionPage'),
  }),
] as const

export const sessions: Feature = {
  entries: SESSION_READERS.map((role) => ({
    to: '/sessions',
    words: titleFor(role),
    icon: IconCalendarEvent,
    roles: [role],
  })),
  hears: {
    'scheduling.session.changed': ['sessions', 'plan', 'time-log', 'training'],
    'progression.enrolment.changed': ['training'],
  },
}
