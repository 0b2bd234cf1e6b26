import { IconSpeakerphone } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { EVERYBODY } from '@/app/roles'
import { frame } from '@/app/routes'
import { InfoBadge } from '@/features/inbox/Badges'
import { seeking } from '@/kit/sought'
import { withWords } from '@/words'

export const announcementsRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/announcements',
    validateSearch: seeking({ show: ['kept'] }),
    component: lazyRouteComponent(
      () => withWords(import('./Announcements'), 'announcements'),
      'Announcements',
    ),
  }),
] as const

const entry = { to: '/announcements', icon: IconSpeakerphone, badge: InfoBadge }

export const announcements: Feature = {
  entries: [
    { ...entry, words: 'menu:info', roles: ['learner'] },
    {
      ...entry,
      words: 'menu:announcements',
      short: 'menu:info',
      roles: EVERYBODY.filter((role) => role !== 'learner'),
    },
  ],
  hears: { 'notifications.announcement.changed': ['announcements'] },
}
