import { createRouter } from '@tanstack/react-router'
import { allocationRoutes } from '@/features/allocation/feature'
import { announcementsRoutes } from '@/features/announcements/feature'
import { archiveRoutes } from '@/features/archive/feature'
import { auditRoutes } from '@/features/audit/feature'
import { bookingRoutes } from '@/features/booking/feature'
import { centreDiaryRoutes } from '@/features/centre-diary/feature'
import { diaryRoutes } from '@/features/diary/feature'
import { employersRoutes } from '@/features/employers/feature'
import { healthRoutes } from '@/features/health/feature'
import { helpRoutes } from '@/features/help/feature'
import { homeRoutes } from '@/features/home/feature'
import { importsRoutes } from '@/features/imports/feature'
import { inboxRoutes } from '@/features/inbox/feature'
import { learnersRoutes } from '@/features/learners/feature'
import { libraryRoutes } from '@/features/library/feature'
import { messagesRoutes } from '@/features/messages/feature'
import { notificationsRoutes } from '@/features/notifications/feature'
import { peopleRoutes } from '@/features/people/feature'
import { permissionSetsRoutes } from '@/features/permission-sets/feature'
import { personnelRoutes } from '@/features/personnel/feature'
import { planRoutes } from '@/features/plan/feature'
import { profileRoutes } from '@/features/profile/feature'
import { programmeRoutes } from '@/features/programme/feature'
import { qualificationsRoutes } from '@/features/qualifications/feature'
import { reportsRoutes } from '@/features/reports/feature'
import { roomsRoutes } from '@/features/rooms/feature'
import { samplesRoutes } from '@/features/samples/feature'
import { sessionsRoutes } from '@/features/sessions/feature'
import { settingsRoutes } from '@/features/settings/feature'
import { signInRoutes } from '@/features/sign-in/feature'
import { timeLogRoutes } from '@/features/time-log/feature'
import { workingHoursRoutes } from '@/features/working-hours/feature'
import { NotFound, RouteFailed, Waiting } from './Fallbacks'
import { frame, root } from './routes'

const tree = root.addChildren([
  ...signInRoutes,
  frame.addChildren([
    ...allocationRoutes,
    ...announcementsRoutes,
    ...archiveRoutes,
    ...auditRoutes,
    ...bookingRoutes,
    ...centreDiaryRoutes,
    ...diaryRoutes,
    ...employersRoutes,
    ...healthRoutes,
    ...helpRoutes,
    ...homeRoutes,
    ...importsRoutes,
    ...inboxRoutes,
    ...learnersRoutes,
    ...libraryRoutes,
    ...messagesRoutes,
    ...notificationsRoutes,
    ...peopleRoutes,
    ...permissionSetsRoutes,
    ...personnelRoutes,
    ...settingsRoutes,
    ...planRoutes,
    ...profileRoutes,
    ...programmeRoutes,
    ...qualificationsRoutes,
    ...reportsRoutes,
    ...roomsRoutes,
    ...samplesRoutes,
    ...sessionsRoutes,
    ...timeLogRoutes,
    ...workingHoursRoutes,
  ]),
])

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  defaultPendingMs: 300,
  defaultPendingComponent: Waiting,
  defaultErrorComponent: RouteFailed,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
