import { IconUsers } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { STAFF } from '@/app/roles'
import { frame } from '@/app/routes'
import { ID, seeking } from '@/kit/sought'
import { sortSearch } from '@/kit/table/shown'
import { withWords } from '@/words'

const sorting = sortSearch('learner')
const enrolments = seeking({ waiting: ['yes'], qualification: ID, assessor: ID })

export const learnersRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/learners',
    validateSearch: (search: Record<string, unknown>) => ({ ...sorting(search), ...enrolments(search) }),
    component: lazyRouteComponent(() => import('./Learners'), 'Learners'),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/learners/$learnerId',
    component: lazyRouteComponent(
      () => withWords(import('./LearnerPage'), 'sharing', 'nation'),
      'LearnerPage',
    ),
  }),
] as const

export const learners: Feature = {
  entries: [
    { to: '/learners', words: 'learners:title', icon: IconUsers, roles: STAFF, group: 'learners' },
    {
      to: '/learners',
      words: 'learners:apprentices',
      short: 'learners:apprenticesShort',
      icon: IconUsers,
      roles: ['employer_user'],
    },
  ],
  hears: {
    'identity.enrolment.changed': ['enrolments', 'waiting'],
    'identity.person.changed': ['people', 'me'],
  },
}
