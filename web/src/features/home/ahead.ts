import { meQuery } from '@/app/me'
import { queries } from '@/app/queries'
import { CENTRE_OFFICE } from '@/app/roles'
import { may, type Role, type Seated, seatNow } from '@/app/session'
import { comingEvents, tasksQuery } from '@/features/centre-diary/queries'
import { inboxQuery } from '@/features/inbox/queries'
import { caseload, trainingQuery, waitingQuery } from '@/features/learners/queries'
import { newest } from '@/features/notifications/queries'
import { offersQuery } from '@/features/offers/queries'
import { plannedSessions, sessionCounts } from '@/features/sessions/queries'
import { timeLogQuery } from '@/features/time-log/queries'
import { centresQuery } from '@/kit/names'
import { deviceZone } from '@/kit/time'

const OF: Partial<Record<Role, (session: Seated) => void>> = {
  learner: ({ person: { id } }) => {
    ask(plannedSessions({ learner_id: id }, deviceZone()))
    ask(trainingQuery(id))
    ask(caseload({ learner_id: id }))
    ask(offersQuery)
    void queries.prefetchInfiniteQuery(timeLogQuery(id))
  },
  assessor: ({ person: { id } }) => {
    ask(sessionCounts({ assessor_id: id }, deviceZone()))
    ask(plannedSessions({ assessor_id: id }, deviceZone()))
    ask(caseload())
  },
  iqa: () => {
    ask(sessionCounts({}, deviceZone()))
    ask(caseload())
  },
  employer_user: () => ask(caseload()),
  eqa: () => undefined,
  ao_admin: () => undefined,
  platform_admin: () => undefined,
}

/** What the first screen asks for is on its way while the screen is being drawn. */
export function askAhead() {
  const session = seatNow()
  if (session === null) return
  ask(meQuery)
  ask(newest)
  ask(inboxQuery)
  const own = OF[session.role] ?? ofCentre
  own(session)
}

function ofCentre(session: Seated) {
  ask(sessionCounts({}, deviceZone()))
  ask(centresQuery)
  if (may(session, 'allocate_learners')) ask(waitingQuery)
  if (may(session, 'keep_diaries', CENTRE_OFFICE)) {
    ask(comingEvents(deviceZone()))
    ask(tasksQuery(false))
  }
}

const ask: typeof queries.prefetchQuery = (query) => queries.prefetchQuery(query)
