import { useTranslation } from 'react-i18next'
import { keepFile } from '@/kit/keepFile'
import type { Tone } from '@/kit/Status'
import { useClock } from '@/kit/useClock'
import { calendarFile } from './calendarFile'
import type { Session } from './queries'

type Described = Pick<Session, 'location' | 'room'> & { method: string; type: string | null; kind: string }

const TONES: Record<Session['state'], Tone> = {
  planned: 'ahead',
  held: 'good',
  not_held: 'bad',
  cancelled: 'off',
}

/** What is said of a session everywhere in the same way. */
export function useSessionWords() {
  const { t, i18n } = useTranslation()
  const clock = useClock()
  const nameOf = ({ type, kind }: Pick<Described, 'type' | 'kind'>) =>
    type === null ? t(`sessions:kind.${kind}`) : t(`sessions:type.${type}`)
  const placeOf = ({ method, location, room }: Pick<Described, 'method' | 'location' | 'room'>) =>
    room?.name ?? location ?? (method === 'smart_session' ? t('sessions:online') : t('sessions:placeOpen'))
  const entryDone = { planned: 'sessions:toDo', held: 'sessions:done' } as Record<string, string>
  return {
    nameOf,
    /** An entry of the diary is to do or done; a session is planned or held. */
    stateOf: ({ type, state }: Pick<Session, 'type' | 'state'>) =>
      t((type === null ? entryDone[state] : undefined) ?? `sessions:state.${state}`),
    outcomeOf: ({ type }: Pick<Session, 'type'>, outcome: string) => {
      const done = outcome === 'planned' ? 'sessions:toDo' : 'sessions:done'
      return t(type === null ? done : `sessions:outcomeName.${outcome}`)
    },
    placeOf,
    /** Names beside the place; an entry of the diary has none. */
    withPlace: (names: string, session: Described) =>
      session.type === null ? names : t('sessions:whoAndWhere', { who: names, place: placeOf(session) }),
    toneOf: (state: Session['state']) => TONES[state],
    /** Offers the session as a file for the person's own calendar. */
    addToCalendar: (session: Session) => {
      const words = {
        title: nameOf(session),
        place: placeOf(session),
        notes: session.planning_notes ?? '',
      }
      const content = calendarFile(session, words, i18n.language)
      keepFile(
        `${t('sessions:fileName')}-${clock.date(session.starts_at).replaceAll('/', '-')}.ics`,
        new Blob([content], { type: 'text/calendar' }),
      )
    },
  }
}
