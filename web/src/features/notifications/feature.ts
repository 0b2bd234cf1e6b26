import { IconBell } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { EVERYBODY } from '@/app/roles'
import { frame } from '@/app/routes'
import { seeking } from '@/kit/sought'

export const notificationsRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/notifications',
    validateSearch: seeking({ show: ['unread'] }),
    component: lazyRouteComponent(() => import('./NotificationsPage'), 'NotificationsPage'),
  }),
] as const

export const notifications: Feature = {
  entries: [
    {
      to: '/notifications',
      words: 'notifications:title',
      short: 'notifications:short',
      icon: IconBell,
      roles: EVERYBODY,
    },
  ],
  hears: { 'scheduling.session.changed': ['notifications'] },
}
