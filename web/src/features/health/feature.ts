import { IconHeartbeat } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { frame } from '@/app/routes'
import { withWords } from '@/words'

export const healthRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/system-health',
    component: lazyRouteComponent(() => withWords(import('./Health'), 'health'), 'Health'),
  }),
] as const

export const health: Feature = {
  entries: [
    {
      to: '/system-health',
      words: 'menu:health',
      icon: IconHeartbeat,
      roles: ['master_admin', 'platform_admin'],
      group: 'settings',
    },
  ],
}
