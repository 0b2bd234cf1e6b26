import { IconHome } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { EVERYBODY } from '@/app/roles'
import { frame } from '@/app/routes'
import { askAhead } from './ahead'

export const homeRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/',
    loader: askAhead,
    component: lazyRouteComponent(() => import('./Home'), 'Home'),
  }),
] as const

export const home: Feature = {
  entries: [{ to: '/', words: 'home:overview', icon: IconHome, roles: EVERYBODY }],
}
