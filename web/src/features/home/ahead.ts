import type { FetchQueryOptions, QueryKey } from '@tanstack/react-query'
import { meQuery } from '@/app/me'
import { queries } from '@/app/queries'
import { CENTRE_OFFICE } from '@/app/roles'
import { may, type Role, type Seated, seatNow } from '@/app/session'
import { comingEvents, tasksQuery } from '@/features/centre-diary/queries'
import { inboxQuery } from '@/features/inbox/queries'
import { caseload, trainingQuery, waitingQuery } from '@/features/learners/queries'
import { newest } from '@/features/notifications/queries'
import { offersQuery } from '@/features/offers/queries'
import { plannedSessions, sessionCounts, type Whose } from '@/features/sessions/queries'
import { timeLogQuery } from '@/features/time-log/queries'
import { centresQuery, distinct, peopleQuery, qualificationsQuery } from '@/kit/names'
import { deviceZone } from '@/kit/time'

/** From here on somebody rather sees the screen with gaps than no screen. */
const PATIENCE_MS = 250

type Asked = Promise<unknown>[]

const OF: Partial<Record<Role, (session: Seated) => Asked>> = {
  learner: ({ person: { id } }) => [
    withNames({ learner_id: id }, { learner_id: id }),
    ask(trainingQuery(id)),
    ask(offersQuery),
    queries.ensureInfiniteQueryData(timeLogQuery(id)).catch(() => undefined),
  ],
  assessor: ({ person: { id } }) => [
    withNames({ assessor_id: id }),
    ask(sessionCounts({ assessor_id: id }, deviceZone())),
    ask(qualificationsQuery),
  ],
  iqa: () => [withNames(), ask(sessionCounts({}, deviceZone())), ask(qualificationsQuery)],
  employer_user: () => [withNames(), ask(qualificationsQuery)],
  eqa: () => [],
  ao_admin: () => [],
  platform_admin: () => [],
}

/** What the first screen asks for is there when it is drawn, unless that takes long. */
export async function askAhead() {
  const session = seatNow()
  if (session === null) return
  const own = OF[session.role] ?? ofCentre
  const asked = [ask(meQuery), ask(newest), ask(inboxQuery), ...own(session)]
  await Promise.race([Promise.all(asked), new Promise((go) => setTimeout(go, PATIENCE_MS))])
}

const ofCentre = (session: Seated) => [
  ask(sessionCounts({}, deviceZone())),
  ask(centresQuery),
  ...(may(session, 'allocate_learners') ? [ask(waitingQuery)] : []),
  ...(may(session, 'keep_diaries', CENTRE_OFFICE)
    ? [ask(comingEvents(deviceZone())), ask(tasksQuery(false))]
    : []),
]

/** Enrolments, somebody's sessions if they have any, and the names of everybody in them. */
async function withNames(whose?: Whose, sought?: Parameters<typeof caseload>[0]) {
  const [enrolments, sessions] = await Promise.all([
    ask(caseload(sought)),
    whose && ask(plannedSessions(whose, deviceZone())),
  ])
  const people = distinct([
    ...(enrolments?.items ?? []).flatMap((one) => [one.learner_id, one.assessor_id, one.iqa_id]),
    ...(sessions?.items ?? []).flatMap((one) => [
      one.assessor_id,
      ...one.participants.map(({ learner_id }) => learner_id),
    ]),
  ])
  if (people.length > 0) await ask(peopleQuery(people))
}

/** What is known of it at once, however old; else what the service answers. A refusal is the screen's to show. */
const ask = <Data, Key extends QueryKey>(query: FetchQueryOptions<Data, Error, Data, Key>) =>
  queries.ensureQueryData({ ...query, revalidateIfStale: true }).catch(() => undefined)
