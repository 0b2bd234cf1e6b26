import { IconShieldCheck } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { frame } from '@/app/routes'
import { seeking } from '@/kit/sought'
import { tableSearch } from '@/kit/table/shown'
import { withWords } from '@/words'

const stateIn = seeking({ show: ['retired'] })

export const permissionSetsRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/permission-sets',
    validateSearch: (search: Record<string, unknown>) => ({ ...tableSearch(search), ...stateIn(search) }),
    component: lazyRouteComponent(
      () => withWords(import('./PermissionSets'), 'permission-sets'),
      'PermissionSets',
    ),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/permission-sets/$setId',
    component: lazyRouteComponent(
      () => withWords(import('./PermissionSetPage'), 'permission-sets'),
      'PermissionSetPage',
    ),
  }),
] as const

export const permissionSets: Feature = {
  entries: [
    {
      to: '/permission-sets',
      words: 'menu:permissionSets',
      icon: IconShieldCheck,
      roles: ['master_admin'],
      group: 'settings',
    },
  ],
}
