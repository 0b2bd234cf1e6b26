import { IconUserCheck, IconUserShare } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { ADMINISTRATORS } from '@/app/roles'
import { frame } from '@/app/routes'
import { ID, seeking } from '@/kit/sought'
import { withWords } from '@/words'
import { WaitingBadge } from './WaitingBadge'

export const allocationRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/allocations',
    validateSearch: seeking({ qualification: ID }),
    component: lazyRouteComponent(() => withWords(import('./Allocate'), 'allocation'), 'Allocate'),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/personnel/assessor',
    component: lazyRouteComponent(() => withWords(import('./HandOver'), 'allocation'), 'ChangeAssessor'),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/personnel/iqa',
    component: lazyRouteComponent(() => withWords(import('./HandOver'), 'allocation'), 'ChangeIqa'),
  }),
] as const

export const allocation: Feature = {
  entries: [
    {
      to: '/allocations',
      words: 'menu:allocate',
      icon: IconUserCheck,
      badge: WaitingBadge,
      roles: ADMINISTRATORS,
      permission: 'allocate_learners',
      group: 'learners',
    },
    {
      to: '/personnel/assessor',
      words: 'menu:change.assessor',
      icon: IconUserShare,
      roles: ADMINISTRATORS,
      permission: 'allocate_learners',
      group: 'personnel',
    },
    {
      to: '/personnel/iqa',
      words: 'menu:change.iqa',
      icon: IconUserShare,
      roles: ADMINISTRATORS,
      permission: 'allocate_learners',
      group: 'personnel',
    },
  ],
}
