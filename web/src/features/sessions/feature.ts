import { IconCalendarEvent } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { SESSION_READERS } from '@/app/roles'
import { frame } from '@/app/routes'
import { withWords } from '@/words'
import { VIEWS, type View } from './calendar/days'
import { STRETCHES, type Stretch } from './sorting'
import { openedIn } from './tabs'
import { KINDS, type SessionKind, type SessionType, TYPES } from './words'

const DATE = /^\d{4}-\d{2}-\d{2}$/

const PEOPLE = /^[\w-]{1,60}(,[\w-]{1,60}){0,5}$/
const COLUMN = /^[\w-]{1,60}$/

type Shown = {
  show?: Stretch
  view?: View
  date?: string
  type?: SessionType
  kind?: SessionKind
  /** The assessors whose days stand side by side, joined by commas. */
  people?: string
  rooms?: 'yes'
  /** Which of them is shown where there is room for one only. */
  column?: string
}

/** Which part of the list, or which view of the calendar at which day. */
function shownIn(search: Record<string, unknown>): Shown {
  const show = STRETCHES.find((stretch) => stretch === search.show)
  const view = VIEWS.find((one) => one === search.view)
  const type = TYPES.find((one) => one === search.type)
  const kind = KINDS.find((one) => one === search.kind)
  const { date, people, column } = search
  return {
    ...(show === undefined ? {} : { show }),
    ...(view === undefined ? {} : { view }),
    ...(type === undefined ? {} : { type }),
    ...(kind === undefined ? {} : { kind }),
    ...(typeof people === 'string' && PEOPLE.test(people) ? { people } : {}),
    ...(search.rooms === 'yes' ? { rooms: 'yes' } : {}),
    ...(typeof column === 'string' && COLUMN.test(column) ? { column } : {}),
    ...(typeof date === 'string' && DATE.test(date) ? { date } : {}),
  }
}

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
  entries: [{ to: '/sessions', words: 'sessions:title', icon: IconCalendarEvent, roles: SESSION_READERS }],
  hears: {
    'scheduling.session.changed': ['sessions', 'plan', 'time-log', 'training'],
    'progression.enrolment.changed': ['training'],
  },
}
