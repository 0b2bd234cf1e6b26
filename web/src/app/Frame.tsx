import { Burger, Group, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useDisclosure, useMediaQuery } from '@mantine/hooks'
import { IconMenu2 } from '@tabler/icons-react'
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { WaitingDot } from '@/features/inbox/Badges'
import LearnerTabs from '@/features/inbox/LearnerTabs'
import { Bell } from '@/features/notifications/Bell'
import { Search } from '@/features/people/Search'
import ProgrammeTabs from '@/features/programme/ProgrammeTabs'
import { chooseLanguage, hasChosenLanguage } from '@/words'
import { CentreSwitch } from './CentreSwitch'
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
          <Burger
            hiddenFrom="md"
            visibleFrom="sm"
            opened={opened}
            onClick={toggle}
            size="sm"
            color="#fff"
            aria-label={t('app:menu')}
            aria-expanded={opened}
          />
          <Link to="/" className={classes.home}>
            <Logo />
            <VisuallyHidden>{t('app:toStart')}</VisuallyHidden>
          </Link>
        </div>
        <div className={classes.side}>
          <CentreSwitch />
          {STAFF.includes(role) && <Search />}
          <Ways />
          <Bell />
          <Person />
        </div>
      </header>
      {!isInTabs && (
        <nav className={classes.menu} data-opened={opened} aria-label={t('app:menu')}>
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
        <Outlet />
      </main>
      <nav className={classes.bar} aria-label={t('app:shortMenu')}>
        {entries.slice(0, ON_A_PHONE).map((entry) => (
          <BarEntry key={entry.to} entry={entry} here={isHere(entry, pathname)} />
        ))}
        <UnstyledButton className={classes.barEntry} onClick={toggle} aria-expanded={opened}>
          <WaitingDot>
            <IconMenu2 size={24} stroke={1.7} aria-hidden />
          </WaitingDot>
          <span>{t('app:more')}</span>
        </UnstyledButton>
      </nav>
    </div>
  )
}

/** Help and the way out, in sight where there is room; elsewhere they are in the menus (PT-39). */
function Ways() {
  const { t } = useTranslation()
  const { role } = useSession()
  return (
    <Group gap={4} wrap="nowrap" visibleFrom={STAFF.includes(role) ? 'xl' : 'lg'}>
      {GUIDE_READERS.includes(role) && (
        <UnstyledButton component={Link} to="/help" className={classes.way}>
          {t('app:help')}
        </UnstyledButton>
      )}
      <UnstyledButton className={classes.way} onClick={() => void leave()}>
        {t('app:signOut')}
      </UnstyledButton>
    </Group>
  )
}

function MenuEntry({ entry, here }: { entry: Entry; here: boolean }) {
  const { t } = useTranslation()
  return (
    <Link to={entry.to} className={classes.entry} data-here={here} aria-current={here ? 'page' : undefined}>
      <entry.icon size={20} stroke={1.7} aria-hidden />
      <span>{t(entry.words)}</span>
      {entry.badge && <entry.badge />}
    </Link>
  )
}

function BarEntry({ entry, here }: { entry: Entry; here: boolean }) {
  const { t } = useTranslation()
  return (
    <Link
      to={entry.to}
      className={classes.barEntry}
      data-here={here}
      aria-current={here ? 'page' : undefined}
    >
      <entry.icon size={24} stroke={1.7} aria-hidden />
      <span>{t(entry.short ?? entry.words)}</span>
    </Link>
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
