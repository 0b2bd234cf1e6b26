import { IconChecklist, IconUsersGroup } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { CENTRE_OFFICE } from '@/app/roles'
import { frame } from '@/app/routes'
import { DAY, seeking } from '@/kit/sought'
import { withWords } from '@/words'

export const centreDiaryRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/events',
    validateSearch: seeking({ from: DAY }),
    component: lazyRouteComponent(() => withWords(import('./Events'), 'centre-diary'), 'Events'),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/events/$eventId',
    component: lazyRouteComponent(() => withWords(import('./EventPage'), 'centre-diary'), 'EventPage'),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/tasks',
    validateSearch: seeking({ show: ['done'] }),
    component: lazyRouteComponent(() => withWords(import('./Tasks'), 'centre-diary'), 'Tasks'),
  }),
] as const

export const centreDiary: Feature = {
  entries: [
    {
      to: '/events',
      words: 'menu:events',
      icon: IconUsersGroup,
      roles: CENTRE_OFFICE,
      permission: 'keep_diaries',
    },
    {
      to: '/tasks',
      words: 'menu:tasks',
      icon: IconChecklist,
      roles: CENTRE_OFFICE,
      permission: 'keep_diaries',
    },
  ],
}
