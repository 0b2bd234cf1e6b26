import { IconListSearch } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { frame } from '@/app/routes'
import { sortSearch } from '@/kit/table/shown'
import { withWords } from '@/words'
import type { Sought } from './queries'

const DAY = /^\d{4}-\d{2}-\d{2}$/
const sorting = sortSearch('at')
const ACTION = /^[a-z_]{1,60}$/
const matching = (value: unknown, shape: RegExp) =>
  typeof value === 'string' && shape.test(value) ? value : undefined

export const auditRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/audit',
    validateSearch: (search: Record<string, unknown>): Sought => {
      const [action, from, to] = [
        matching(search.action, ACTION),
        matching(search.from, DAY),
        matching(search.to, DAY),
      ]
      return {
        ...sorting(search),
        ...(action === undefined ? {} : { action }),
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      }
    },
    component: lazyRouteComponent(() => withWords(import('./Audit'), 'audit'), 'Audit'),
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
  ],
}
