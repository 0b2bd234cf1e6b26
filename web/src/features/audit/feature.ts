import { IconEye, IconListSearch } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { ADMINISTRATORS } from '@/app/roles'
import { frame } from '@/app/routes'
import { withWords } from '@/words'
import { readsSoughtIn, soughtIn } from './sought'

export const auditRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/audit',
    validateSearch: soughtIn,
    component: lazyRouteComponent(() => withWords(import('./Audit'), 'audit'), 'Audit'),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/audit/reads',
    validateSearch: readsSoughtIn,
    component: lazyRouteComponent(() => withWords(import('./Reads'), 'audit'), 'Reads'),
  }),
] as const

export const audit: Feature = {
  entries: [
    {
      to: '/audit',
      words: 'menu:audit',
      icon: IconListSearch,
      roles: ['master_admin', 'platform_admin'],
      group: 'settings',
    },
    {
      to: '/audit/reads',
      words: 'menu:reads',
      icon: IconEye,
      roles: [...ADMINISTRATORS, 'manager', 'senior_manager'],
      group: 'settings',
    },
    { to: '/audit/reads', words: 'menu:ownReads', icon: IconEye, roles: ['eqa'] },
  ],
}
