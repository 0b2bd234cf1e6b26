import { IconChartBar } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { REPORT_READERS } from '@/app/roles'
import { frame } from '@/app/routes'
import { tableSearch } from '@/kit/table/shown'
import { withWords } from '@/words'
import { type Sought, soughtIn } from './sought'

export const reportsRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/reports',
    validateSearch: (search: Record<string, unknown>): Sought & ReturnType<typeof tableSearch> => ({
      ...soughtIn(search),
      ...tableSearch(search),
    }),
    component: lazyRouteComponent(() => withWords(import('./Reports'), 'reports'), 'Reports'),
  }),
] as const

export const reports: Feature = {
  entries: [
    {
      to: '/reports',
      words: 'menu:reports',
      icon: IconChartBar,
      roles: REPORT_READERS,
      permission: 'run_reports',
      group: 'reports',
    },
  ],
}
