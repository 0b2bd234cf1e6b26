import { IconFlag } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { ACTION_NOTERS } from '@/app/roles'
import { frame } from '@/app/routes'
import { ID, seeking } from '@/kit/sought'
import { withWords } from '@/words'

export const diaryRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/diary-entries',
    component: lazyRouteComponent(() => withWords(import('./OpenEntries'), 'diary'), 'OpenEntries'),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/diary-entries/new',
    // What another screen fills in: the session an Action is about.
    validateSearch: seeking({ about: ID }),
    component: lazyRouteComponent(() => withWords(import('./RaiseEntry'), 'diary'), 'RaiseEntry'),
  }),
] as const

export const diary: Feature = {
  entries: [
    {
      to: '/diary-entries',
      words: 'sessions:diaryEntries',
      short: 'sessions:diaryShort',
      icon: IconFlag,
      roles: ACTION_NOTERS,
    },
  ],
  hears: { 'scheduling.session.changed': ['diary-entries'] },
}
