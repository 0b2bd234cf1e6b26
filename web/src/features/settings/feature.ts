import { IconAdjustments } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { frame } from '@/app/routes'
import { withWords } from '@/words'

export const settingsRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/settings',
    component: lazyRouteComponent(() => withWords(import('./Settings'), 'settings'), 'Settings'),
  }),
] as const

export const settings: Feature = {
  entries: [
    {
      to: '/settings',
      words: 'menu:settings',
      icon: IconAdjustments,
      roles: ['master_admin'],
      group: 'settings',
    },
  ],
  hears: { 'identity.provider.changed': ['provider-settings'] },
}
