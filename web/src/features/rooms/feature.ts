import { IconDoor } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { ADMINISTRATORS } from '@/app/roles'
import { frame } from '@/app/routes'
import { tableSearch } from '@/kit/table/shown'
import { withWords } from '@/words'

export const roomsRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/smart-rooms',
    validateSearch: tableSearch,
    component: lazyRouteComponent(() => withWords(import('./Rooms'), 'rooms'), 'Rooms'),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/smart-rooms/$roomId',
    component: lazyRouteComponent(() => withWords(import('./RoomPage'), 'rooms'), 'RoomPage'),
  }),
] as const

export const rooms: Feature = {
  entries: [
    {
      to: '/smart-rooms',
      words: 'menu:rooms',
      icon: IconDoor,
      roles: ADMINISTRATORS,
      permission: 'keep_smart_rooms',
      group: 'settings',
    },
  ],
}
