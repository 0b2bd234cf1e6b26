import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSession } from '@/app/session'
import { eventsBetween } from '@/features/centre-diary/queries'
import { useNames } from '@/kit/names'
import { useClock } from '@/kit/useClock'
import type { Session } from '../queries'
import { useSessionWords } from '../useSessionWords'
import { type Entry, ownCalendar, roomUse, sessionsBetween } from './entries'

const LOOKS: Record<Session['state'], Entry['look']> = {
  planned: 'session',
  held: 'done',
  not_held: 'off',
  cancelled: 'off',
}

/** What stands in one's calendar on these days: an assessor's with absences, else sessions and events one may see. */
export function useEntries(first: string, last: string, enabled: boolean) {
  const { role, person } = useSession()
  const { zone } = useClock()
  const assessor = role === 'assessor'
  const own = useQuery({ ...ownCalendar(first, last, zone), enabled: enabled && assessor })
  const learner = role === 'learner' ? person.id : undefined
  const seen = useQuery({
    ...sessionsBetween(first, last, zone, learner),
    enabled: enabled && !assessor,
  })
  const invitations = useQuery({ ...eventsBetween(first, last, zone), enabled: enabled && !assessor })
  const sessions = (assessor ? own.data?.sessions : seen.data?.items) ?? []
  const entryOf = useSessionEntry(sessions)
  const { t } = useTranslation()
  const events = (own.data?.events ?? invitations.data?.items ?? [])
    .filter(({ cancelled }) => !cancelled)
    .map(
      (event): Entry => ({
        key: event.id,
        opens: `/events/${event.id}`,
        look: 'event',
        from: event.starts_at,
        to: event.ends_at,
        title: event.title,
        detail: event.place ?? '',
        owner: person.id,
      }),
    )
  const absences = (own.data?.absences ?? []).map(
    (absence): Entry => ({
      key: absence.id,
      opens: null,
      look: 'absence',
      from: absence.starts_at,
      to: absence.ends_at,
      title: absence.kind === null ? t('calendar:away') : t(`calendar:absence.${absence.kind}`),
      detail: absence.note ?? '',
      owner: person.id,
    }),
  )
  const { data: _, ...state } = assessor ? own : seen
  return {
    ...state,
    closed: own.data?.closed ?? [],
    entries: [...absences, ...events, ...sessions.map(entryOf)],
  }
}

function useSessionEntry(sessions: readonly Session[]) {
  const { t } = useTranslation()
  const { role } = useSession()
  const words = useSessionWords()
  const { nameOf } = useNames(
    sessions.flatMap((session) => [
      session.assessor_id,
      ...session.participants.map(({ learner_id }) => learner_id),
    ]),
  )
  const who = ({ participants, assessor_id }: Session) => {
    if (role === 'learner') return nameOf(assessor_id)
    const [first, ...others] = participants.map(({ learner_id }) => nameOf(learner_id))
    if (first === undefined) return ''
    return others.length === 0 ? first : t('sessions:andOthers', { name: first, count: others.length })
  }
  return (session: Session): Entry => ({
    key: session.id,
    opens: `/sessions/${session.id}`,
    look: LOOKS[session.state],
    from: session.starts_at,
    to: session.ends_at,
    title: who(session),
    detail: words.withPlace(words.nameOf(session), session),
    owner: session.assessor_id,
  })
}

/** What holds the Smart Rooms on a day, by room. */
export function useRoomEntries(day: string, enabled: boolean) {
  const { t } = useTranslation()
  const { zone } = useClock()
  const query = useQuery({ ...roomUse(day, day, zone), enabled })
  const items = query.data?.items ?? []
  const rooms = [...new Map(items.map(({ room_id, name }) => [room_id, name])).entries()]
  const entries = items.map(
    (use, index): Entry => ({
      key: `${use.room_id}${use.starts_at}${index}`,
      opens: use.session_id === null ? null : `/sessions/${use.session_id}`,
      look: use.maintenance ? 'maintenance' : 'room',
      from: use.starts_at,
      to: use.ends_at,
      title: t(use.maintenance ? 'calendar:maintenance' : 'calendar:taken'),
      detail: '',
      owner: use.room_id,
    }),
  )
  const { data: _, ...state } = query
  return { ...state, rooms, entries }
}
