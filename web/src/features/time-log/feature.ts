import { IconClockHour4 } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { frame } from '@/app/routes'

export const timeLogRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/time-log',
    component: lazyRouteComponent(() => import('./TimeLog'), 'OwnTimeLog'),
  }),
] as const

export const timeLog: Feature = {
  entries: [
    {
      to: '/time-log',
      words: 'time-log:title',
      short: 'time-log:short',
      icon: IconClockHour4,
      roles: ['learner'],
    },
  ],
}
