import { IconCalendarOff, IconClockHour4 } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { ADMINISTRATORS, DIARY_KEEPERS } from '@/app/roles'
import { frame } from '@/app/routes'
import { type Shown, tableSearch } from '@/kit/table/shown'
import { withWords } from '@/words'

const DATE = /^\d{4}-\d{2}-\d{2}$/
type From = { from?: string }

const fromIn = ({ from }: Record<string, unknown>): From =>
  typeof from === 'string' && DATE.test(from) ? { from } : {}

const diaries = () => withWords(import('./Diaries'), 'working-hours')

export const workingHoursRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/working-hours',
    validateSearch: fromIn,
    component: lazyRouteComponent(diaries, 'OwnDiary'),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/working-hours/$personId',
    validateSearch: fromIn,
    component: lazyRouteComponent(diaries, 'DiaryOfColleague'),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/staff-hours',
    validateSearch: (search: Record<string, unknown>): Shown & { of?: 'iqa' } => ({
      ...tableSearch(search),
      ...(search.of === 'iqa' ? { of: 'iqa' } : {}),
    }),
    component: lazyRouteComponent(() => withWords(import('./Staff'), 'working-hours'), 'Staff'),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/closed-days',
    validateSearch: ({ of }: Record<string, unknown>): { of?: string } =>
      typeof of === 'string' ? { of } : {},
    component: lazyRouteComponent(() => withWords(import('./ClosedDays'), 'working-hours'), 'ClosedDays'),
  }),
] as const

export const workingHours: Feature = {
  entries: [
    { to: '/working-hours', words: 'menu:ownHours', icon: IconClockHour4, roles: ['assessor', 'iqa'] },
    {
      to: '/staff-hours',
      words: 'menu:staffHours',
      icon: IconClockHour4,
      roles: DIARY_KEEPERS,
      permission: 'keep_diaries',
      group: 'personnel',
    },
    {
      to: '/closed-days',
      words: 'menu:closedDays',
      icon: IconCalendarOff,
      roles: ADMINISTRATORS,
      permission: 'keep_diaries',
      group: 'settings',
    },
  ],
}
