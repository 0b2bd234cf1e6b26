import { useTranslation } from 'react-i18next'
import { useNames } from '@/kit/names'
import type { Entry } from './queries'

/** Things that have the id of the person they are about. */
const PEOPLES = ['people', 'last_sign_ins']

/** Where what has a screen of its own is looked at. */
const SCREENS: Readonly<Record<string, string>> = {
  people: '/people',
  last_sign_ins: '/people',
  employers: '/employers',
  imports: '/imports',
  permission_sets: '/permission-sets',
}

const partsOf = ({ subject }: Entry) => {
  const [thing = '', id = ''] = subject.split('/')
  return { thing, id, personId: PEOPLES.includes(thing) ? id : null }
}

/**
 * Entries in words: who, did what, to what. What has no words yet, as after an update, is called as the API calls it.
 * `allocate_many` stands under `allocate-many`: what ends in `_many` is a plural form.
 */
export function useEntryWords(entries: readonly Entry[]) {
  const { t, i18n } = useTranslation()
  const { nameOf, sees } = useNames(entries.flatMap((entry) => [entry.person_id, partsOf(entry).personId]))
  const said = (key: string, otherwise: string) => (i18n.exists(key) ? i18n.t(key) : otherwise)
  return {
    who: (entry: Entry) => {
      if (entry.role === 'system') return t('audit:system')
      const id = entry.role === 'anonymous' ? partsOf(entry).personId : entry.person_id
      if (sees(id)) return nameOf(id)
      // Such as whoever runs the platform, who is no person of the provider's.
      return entry.role === 'anonymous'
        ? t('audit:outside')
        : said(`app:role.${entry.role}`, t('app:somebody'))
    },
    did: ({ action }: Entry) => said(`audit:act.${action.replaceAll('_', '-')}`, action),
    what: (entry: Entry) => {
      const { thing, id, personId } = partsOf(entry)
      const screen = SCREENS[thing]
      const to = screen === undefined ? null : `${screen}/${id}`
      // Nobody knows a thing by its id; where there is no way to it, the id is at least something to compare.
      const name = sees(personId) ? nameOf(personId) : to === null ? id : null
      return { thing: said(`audit:thing.${thing}`, thing), name, to }
    },
  }
}

/** Every action that leaves an entry, by its words, to choose from. */
export function useActions(): { value: string; label: string }[] {
  const { i18n } = useTranslation()
  const words: Record<string, string> = i18n.getResource(i18n.language, 'audit', 'act')
  return Object.entries(words)
    .map(([key, label]) => ({ value: key.replaceAll('-', '_'), label }))
    .sort((one, other) => one.label.localeCompare(other.label, i18n.language))
}
