import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '@/app/session'
import { trainingQuery } from '@/features/learners/queries'
import { useCurrentInSight } from '@/kit/useCurrentInSight'
import classes from './ProgrammeTabs.module.css'

/** Told apart beside one another; which is which its name says. */
const COLOURS = ['teal', 'grape', 'orange', 'indigo', 'pink', 'lime'] as const

/** A learner's programme along the top: overview, a tab for each component, time log and support (SA-05). */
export default function ProgrammeTabs() {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const { person } = useSession()
  const components = useQuery(trainingQuery(person.id)).data?.items ?? []
  const tabs = [
    { to: '/', name: t('home:overview'), colour: 'gray' },
    ...components.map(({ enrolment_id, qualification }, place) => ({
      to: `/programme/${enrolment_id}`,
      name: qualification?.title ?? t('app:aQualification'),
      colour: COLOURS[place % COLOURS.length] ?? 'teal',
    })),
    { to: '/time-log', name: t('time-log:title'), colour: 'estuary' },
    { to: '/help', name: t('menu:support'), colour: 'estuary' },
  ]
  const nav = useRef<HTMLElement>(null)
  useCurrentInSight(nav, [pathname, ...tabs.map(({ name }) => name)].join())
  return (
    <nav ref={nav} className={classes.tabs} aria-label={t('programme:tabs')}>
      {tabs.map(({ to, name, colour }) => (
        <Link
          key={to}
          to={to}
          className={classes.tab}
          {...(to === pathname ? { 'aria-current': 'page' } : {})}
          style={{ borderBottomColor: `var(--mantine-color-${colour}-5)` }}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}
