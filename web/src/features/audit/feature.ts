import { IconEye, IconListSearch } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { ADMINISTRATORS } from '@/app/roles'
import { frame } from '@/app/routes'
import { sortSearch } from '@/kit/table/shown'
import { withWords } from '@/words'
import type { ReadsSought, Sought } from './queries'

const DAY = /^\d{4}-\d{2}-\d{2}$/
const sorting = sortSearch('at')
const ID = /^[\w.:-]{1,64}$/
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
  createRoute({
    getParentRoute: () => frame,
    path: '/audit/reads',
    validateSearch: (search: Record<string, unknown>): ReadsSought => {
      const [reader, learner] = [matching(search.reader, ID), matching(search.learner, ID)]
      const [from, to] = [matching(search.from, DAY), matching(search.to, DAY)]
      return {
        ...(reader === undefined ? {} : { reader }),
        ...(learner === undefined ? {} : { learner }),
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      }
    },
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
