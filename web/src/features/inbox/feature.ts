import { IconListCheck } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { frame } from '@/app/routes'
import { withWords } from '@/words'
import { ToDoBadge } from './Badges'

export const inboxRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/to-do',
    component: lazyRouteComponent(() => withWords(import('./ToDo'), 'inbox'), 'ToDo'),
  }),
] as const

export const inbox: Feature = {
  entries: [
    {
      to: '/to-do',
      words: 'menu:toDo',
      icon: IconListCheck,
      badge: ToDoBadge,
      roles: ['learner', 'assessor'],
    },
  ],
  hears: {
    'scheduling.session.changed': ['inbox'],
    'scheduling.offer.changed': ['inbox'],
    'notifications.announcement.changed': ['inbox'],
    'notifications.conversation.changed': ['inbox'],
  },
}
