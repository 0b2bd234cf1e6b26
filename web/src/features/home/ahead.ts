import type { FetchQueryOptions, QueryKey } from '@tanstack/react-query'
import { meQuery } from '@/app/me'
import { queries } from '@/app/queries'
import { CENTRE_OFFICE } from '@/app/roles'
import { may, type Role, type Seated, seatNow } from '@/app/session'
import { comingEvents, tasksQuery } from '@/features/centre-diary/queries'
import { inboxQuery } from '@/features/inbox/queries'
import {
  caseload,
  type Enrolment,
  enrolmentCounts,
  enrolmentPages,
  trainingQuery,
  waitingQuery,
} from '@/features/learners/queries'
import { newest } from '@/features/notifications/queries'
import { offersQuery } from '@/features/offers/queries'
import { comingReviews } from '@/features/plan/queries'
import { plannedSessions, sessionCounts, type Whose } from '@/features/sessions/queries'
import { timeLogQuery } from '@/features/time-log/queries'
import { centresQuery, distinct, peopleQuery, qualificationsQuery } from '@/kit/names'
import { itemsOf } from '@/kit/PagedList'
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
  iqa: () => [checked(), ask(sessionCounts({}, deviceZone())), ask(qualificationsQuery)],
  employer_user: () => [employed(), ask(qualificationsQuery)],
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

/** Somebody's enrolments and sessions, and the names of everybody in them. */
async function withNames(whose: Whose, sought?: Parameters<typeof caseload>[0]) {
  const [enrolments, sessions] = await Promise.all([
    ask(caseload(sought)),
    ask(plannedSessions(whose, deviceZone())),
  ])
  await names([
    ...(enrolments?.items ?? []).flatMap(around),
    ...(sessions?.items ?? []).flatMap((one) => [
      one.assessor_id,
      ...one.participants.map(({ learner_id }) => learner_id),
    ]),
  ])
}

/** The first learners whose assessors one checks, how many each of these has, and the names of everybody in both. */
async function checked() {
  const [enrolments, counts] = await Promise.all([firstEnrolments(), ask(enrolmentCounts())])
  const assessors = counts?.assessors.map(({ assessor_id }) => assessor_id) ?? []
  await names([...enrolments.flatMap(around), ...assessors])
}

/** An employer's first apprentices, their names and their next reviews. */
async function employed() {
  const enrolments = await firstEnrolments()
  const learners = distinct(enrolments.map(({ learner_id }) => learner_id))
  await Promise.all([
    names(enrolments.flatMap(around)),
    ...(learners.length > 0 ? [ask(comingReviews(learners))] : []),
  ])
}

const firstEnrolments = async () =>
  itemsOf(await queries.ensureInfiniteQueryData(enrolmentPages({ sort: 'learner' })).catch(() => undefined))

const around = ({ learner_id, assessor_id, iqa_id }: Enrolment) => [learner_id, assessor_id, iqa_id]

async function names(ids: (string | null)[]) {
  const people = distinct(ids)
  if (people.length > 0) await ask(peopleQuery(people))
}

/** What is known of it at once, however old; else what the service answers. A refusal is the screen's to show. */
const ask = <Data, Key extends QueryKey>(query: FetchQueryOptions<Data, Error, Data, Key>) =>
  queries.ensureQueryData({ ...query, revalidateIfStale: true }).catch(() => undefined)
