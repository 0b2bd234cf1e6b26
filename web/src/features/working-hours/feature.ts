import { IconCalendarOff, IconClockHour4 } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { ADMINISTRATORS, DIARY_KEEPERS } from '@/app/roles'
import { frame } from '@/app/routes'
import { DAY, ID, seeking } from '@/kit/sought'
import { tableSearch } from '@/kit/table/shown'
import { withWords } from '@/words'

const fromIn = seeking({ from: DAY })
const whoseIn = seeking({ of: ['iqa'] })

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
    validateSearch: (search: Record<string, unknown>) => ({ ...tableSearch(search), ...whoseIn(search) }),
    component: lazyRouteComponent(() => withWords(import('./Staff'), 'working-hours'), 'Staff'),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/closed-days',
    validateSearch: seeking({ of: ID }),
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
