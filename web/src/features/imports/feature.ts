import { IconFileImport } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { ADMINISTRATORS } from '@/app/roles'
import { frame } from '@/app/routes'
import { seeking } from '@/kit/sought'
import { withWords } from '@/words'

const RESULTS = ['added', 'changed', 'enrolled', 'unchanged', 'refused'] as const

export const importsRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/imports',
    validateSearch: seeking({ kind: ['employers'] }),
    component: lazyRouteComponent(() => withWords(import('./Imports'), 'imports'), 'Imports'),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/imports/$importId',
    validateSearch: seeking({ result: RESULTS }),
    component: lazyRouteComponent(() => withWords(import('./ImportPage'), 'imports'), 'ImportPage'),
  }),
] as const

export const imports: Feature = {
  entries: [
    {
      to: '/imports',
      words: 'menu:imports',
      icon: IconFileImport,
      roles: [...ADMINISTRATORS, 'basic_admin'],
      permission: 'keep_people',
      group: 'settings',
    },
  ],
}
