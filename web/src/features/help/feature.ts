import { IconHelpCircle } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { GUIDE_READERS } from '@/app/roles'
import { frame } from '@/app/routes'
import { withWords } from '@/words'

export const helpRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/help',
    component: lazyRouteComponent(() => withWords(import('./Help'), 'help'), 'Help'),
  }),
] as const

export const help: Feature = {
  entries: [
    {
      to: '/help',
      words: 'menu:help',
      icon: IconHelpCircle,
      roles: GUIDE_READERS.filter((role) => role !== 'learner'),
      group: 'guidance',
    },
    { to: '/help', words: 'menu:support', icon: IconHelpCircle, roles: ['learner'] },
  ],
}
