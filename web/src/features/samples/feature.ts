import { IconZoomScan } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { ADMINISTRATORS } from '@/app/roles'
import { frame } from '@/app/routes'
import { ID, seeking } from '@/kit/sought'
import { withWords } from '@/words'

export const samplesRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/samples',
    component: lazyRouteComponent(() => withWords(import('./Samples'), 'samples'), 'Samples'),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/samples/new',
    validateSearch: seeking({ qualification: ID }),
    component: lazyRouteComponent(() => withWords(import('./GiveSample'), 'samples'), 'GiveSample'),
  }),
] as const

export const samples: Feature = {
  entries: [
    { to: '/samples', words: 'menu:samples', icon: IconZoomScan, roles: ADMINISTRATORS, group: 'learners' },
  ],
  hears: { 'identity.enrolment.changed': ['samples'], 'identity.sample.decided': ['samples', 'enrolments'] },
}
