import { IconFolder } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { frame } from '@/app/routes'
import { withWords } from '@/words'

export const libraryRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/library',
    component: lazyRouteComponent(() => withWords(import('./Library'), 'library'), 'Library'),
  }),
] as const

export const library: Feature = {
  entries: [{ to: '/library', words: 'menu:library', icon: IconFolder, roles: ['learner'] }],
  hears: { 'scheduling.session.changed': ['library'] },
}
