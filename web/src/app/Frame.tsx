import { useDisclosure, useMediaQuery } from '@mantine/hooks'
import { IconMenu2, IconX } from '@tabler/icons-react'
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { WaitingDot } from '@/features/inbox/Badges'
import LearnerTabs from '@/features/inbox/LearnerTabs'
import { Bell } from '@/features/notifications/Bell'
import { Search } from '@/features/people/Search'
import ProgrammeTabs from '@/features/programme/ProgrammeTabs'
import { useOwnLinks } from '@/kit/ownLinks'
import { useCurrentInSight } from '@/kit/useCurrentInSight'
import { chooseLanguage, hasChosenLanguage } from '@/words'
import { CentreSwitch } from './CentreSwitch'
import { NotForRole } from './Fallbacks'
import classes from './Frame.module.css'
import { type Entry, entriesOf, menuOf } from './feature'
import { FEATURES } from './features'
import { Logo } from './Logo'
import { useLive } from './live'
import { useMe } from './me'
import { Person } from './Person'
import { GUIDE_READERS, STAFF } from './roles'
import { leave, useSession } from './session'

const ON_A_PHONE = 4

/**
 * From here on the menu stands beside the screen (Mantine's `md`, as in `Frame.module.css`), or a learner's pages in tabs
 * above it; on less there is one menu for everybody, drawn when it is opened.
 */
const WIDE = '(min-width: 62em)'

/** The screens that the tabs of a learner's programme lead to; together they are the learner's home. */
const isOfProgramme = (pathname: string) =>
  ['/', '/time-log', '/help'].includes(pathname) || pathname.startsWith('/programme/')

/** A screen that the menu leads others to, but not whoever has these entries. */
const isAnothers = (pathname: string, entries: readonly Entry[]) => {
  const leadsHere = ({ to }: Entry) => to === pathname
  return !entries.some(leadsHere) && FEATURES.some((feature) => feature.entries?.some(leadsHere))
}

/** What is around every screen of somebody who is signed in: header, menu, and on a phone the bar at the bottom. */
export function Frame() {
  const { t } = useTranslation()
  const { role, permissions } = useSession()
  const [opened, { toggle, close }] = useDisclosure()
  const { pathname } = useLocation()
  const entries = entriesOf(FEATURES, role, permissions)
  const menu = menuOf(entries)
  const isWide = useMediaQuery(WIDE, undefined, { getInitialValueInEffect: false })
  const isLearner = role === 'learner'
  const isInTabs = isLearner && isWide
  const isAtProgramme = isLearner && isOfProgramme(pathname)
  const ownLinks = useOwnLinks()
  const menuList = useRef<HTMLElement>(null)
  useCurrentInSight(menuList, [pathname, entries.length, isWide, opened].join())
  useLive()
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another screen comes, the menu goes
  useEffect(close, [pathname])

  return (
    <div className={classes.frame} data-tabs={isInTabs}>
      <OwnLanguage />
      <a href="#content" className={classes.skip}>
        {t('app:skip')}
      </a>
      <header className={classes.header}>
        <div className={classes.side}>
          {!isWide && (
            <button
              type="button"
              className={`bare ${classes.opener}`}
              onClick={toggle}
              aria-label={t('app:menu')}
              aria-expanded={opened}
            >
              {opened ? <IconX size={24} aria-hidden /> : <IconMenu2 size={24} aria-hidden />}
            </button>
          )}
          <Link to="/" className={classes.home}>
            <Logo />
            <span className="unseen">{t('app:toStart')}</span>
          </Link>
        </div>
        <div className={classes.side}>
          <CentreSwitch />
          {STAFF.includes(role) && <Search />}
          {isWide && <Ways />}
          <Bell />
          <Person />
        </div>
      </header>
      {!isInTabs && (
        <nav
          ref={menuList}
          className={classes.menu}
          data-opened={opened}
          aria-label={t('app:menu')}
          {...ownLinks}
        >
          {(isWide || opened) &&
            menu.map(({ group, entries }) => (
              <div key={group} className={classes.group}>
                {menu.length > 1 && <h2 className={classes.groupName}>{t(`app:group.${group}`)}</h2>}
                {entries.map((entry) => (
                  <MenuEntry key={entry.to} entry={entry} here={isHere(entry, pathname)} />
                ))}
              </div>
            ))}
        </nav>
      )}
      <main id="content" tabIndex={-1} className={classes.main}>
        {isInTabs && <LearnerTabs isAtHome={isAtProgramme} />}
        {isAtProgramme && <ProgrammeTabs />}
        {isAnothers(pathname, entries) ? <NotForRole /> : <Outlet />}
      </main>
      {!isWide && (
        <nav className={classes.bar} aria-label={t('app:shortMenu')} {...ownLinks}>
          {entries.slice(0, ON_A_PHONE).map((entry) => (
            <BarEntry key={entry.to} entry={entry} here={isHere(entry, pathname)} />
          ))}
          <button
            type="button"
            className={`bare ${classes.barEntry}`}
            onClick={toggle}
            aria-expanded={opened}
          >
            <WaitingDot>
              <IconMenu2 size={24} stroke={1.7} aria-hidden />
            </WaitingDot>
            <span className={classes.barWord}>{t('app:more')}</span>
          </button>
        </nav>
      )}
    </div>
  )
}

/** Help and the way out, in sight where there is room; elsewhere they are in the menus (PT-39). */
function Ways() {
  const { t } = useTranslation()
  const { role } = useSession()
  return (
    <div className={classes.ways} data-beside-search={STAFF.includes(role)}>
      {GUIDE_READERS.includes(role) && (
        <Link to="/help" className={classes.way}>
          {t('app:help')}
        </Link>
      )}
      <button type="button" className={`bare ${classes.way}`} onClick={() => void leave()}>
        {t('app:signOut')}
      </button>
    </div>
  )
}

function MenuEntry({ entry, here }: { entry: Entry; here: boolean }) {
  const { t } = useTranslation()
  return (
    <a href={entry.to} className={classes.entry} data-here={here} aria-current={here ? 'page' : undefined}>
      <entry.icon size={20} stroke={1.7} aria-hidden />
      <span className={classes.entryWord}>{t(entry.words)}</span>
      {entry.badge && <entry.badge />}
    </a>
  )
}

function BarEntry({ entry, here }: { entry: Entry; here: boolean }) {
  const { t } = useTranslation()
  return (
    <a href={entry.to} className={classes.barEntry} data-here={here} aria-current={here ? 'page' : undefined}>
      <entry.icon size={24} stroke={1.7} aria-hidden />
      <span className={classes.barWord}>{t(entry.short ?? entry.words)}</span>
    </a>
  )
}

const isHere = ({ to }: Entry, pathname: string) =>
  to === '/' ? pathname === '/' : pathname === to || pathname.startsWith(`${to}/`)

/** Somebody who never chose a language on this device reads their own. */
function OwnLanguage() {
  const language = useMe().data?.person.language
  useEffect(() => {
    if (language !== undefined && !hasChosenLanguage()) void chooseLanguage(language)
  }, [language])
  return null
}
