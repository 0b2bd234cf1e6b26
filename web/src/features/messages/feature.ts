import { IconMail } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { frame } from '@/app/routes'
import { MessagesBadge } from '@/features/inbox/Badges'
import { withWords } from '@/words'

export const messagesRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/messages',
    component: lazyRouteComponent(() => withWords(import('./Messages'), 'messages'), 'Messages'),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/messages/$conversationId',
    component: lazyRouteComponent(
      () => withWords(import('./ConversationPage'), 'messages'),
      'ConversationPage',
    ),
  }),
] as const

export const messages: Feature = {
  entries: [
    {
      to: '/messages',
      words: 'menu:messages',
      icon: IconMail,
      badge: MessagesBadge,
      roles: ['learner', 'assessor', 'employer_user'],
    },
  ],
  hears: { 'notifications.conversation.changed': ['messages'] },
}
