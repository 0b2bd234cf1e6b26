import { type ComponentPropsWithRef, lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Frame.module.css'
import { useMe } from './me'
import { useSession } from './session'

const load = () => import('./PersonMenu')
const PersonMenu = lazy(load)

/** Who is signed in; their menu is fetched when somebody reaches for it. */
export function Person() {
  const [wanted, setWanted] = useState(false)
  const closed = (
    <PersonButton
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setWanted(true)}
    />
  )
  if (!wanted) return closed
  return (
    <Suspense fallback={closed}>
      <PersonMenu />
    </Suspense>
  )
}

/** The name, the role and where, as a button in the header. */
export function PersonButton(props: ComponentPropsWithRef<'button'>) {
  const { t } = useTranslation()
  const { person } = useSession()
  const { nameAndRole, where } = useWho()
  return (
    <button type="button" {...props} className={`bare ${classes.person}`}>
      <span className="unseen">{t('app:account', { name: person.name })}</span>
      <span className={classes.names}>
        <span className={classes.nameAndRole}>{nameAndRole}</span>
        <span className={classes.where}>{where}</span>
      </span>
      <span className={classes.initials} aria-hidden>
        {initials(person.name)}
      </span>
    </button>
  )
}

/** The person as the header and its menu say it: name, role and a learner's number (PT-39), then provider and user name. */
export function useWho() {
  const { t } = useTranslation()
  const { person, provider, role } = useSession()
  const me = useMe().data
  const number = me?.person.learner_number
  return {
    nameAndRole:
      number === null || number === undefined
        ? t('app:nameAndRole', { name: person.name, role: t(`app:role.${role}`) })
        : t('app:welcome', { name: person.name, role: t(`app:role.${role}`), number }),
    where:
      me?.user_name == null
        ? provider.name
        : t('app:providerAndUser', { provider: provider.name, user: me.user_name }),
  }
}

const initials = (name: string) =>
  name
    .split(' ')
    .map((part) => part[0] ?? '')
    .filter((_, place, all) => place === 0 || place === all.length - 1)
    .join('')
