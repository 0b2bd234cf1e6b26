import { IconShieldCheck } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { frame } from '@/app/routes'
import { type Shown, tableSearch } from '@/kit/table/shown'
import { withWords } from '@/words'

export const permissionSetsRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/permission-sets',
    validateSearch: (search: Record<string, unknown>): Shown & { show?: 'retired' } => ({
      ...tableSearch(search),
      ...(search.show === 'retired' ? { show: 'retired' } : {}),
    }),
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
