import { useLocation } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { useOwnLinks } from '@/kit/ownLinks'
import { InfoBadge, MessagesBadge, ToDoBadge } from './Badges'
import classes from './LearnerTabs.module.css'

/** `also`: where further screens of it are. */
type Word = { to: string; words: string; badge?: ComponentType; also?: string }

const ROWS: readonly (readonly Word[])[] = [
  [
    { to: '/', words: 'app:group.home' },
    { to: '/plan', words: 'menu:portfolio' },
  ],
  [
    { to: '/to-do', words: 'menu:toDo', badge: ToDoBadge },
    { to: '/announcements', words: 'menu:info', badge: InfoBadge },
    { to: '/sessions', words: 'menu:calendar', also: '/events' },
    { to: '/library', words: 'menu:library' },
    { to: '/profile', words: 'menu:details' },
    { to: '/network', words: 'menu:network' },
    { to: '/messages', words: 'menu:messages', badge: MessagesBadge },
  ],
]

/** A learner's pages in two rows of words (PT-37), where there is room for them; elsewhere they are in the menu. */
export default function LearnerTabs({ isAtHome }: { isAtHome: boolean }) {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const isHere = ({ to, also = to }: Word) =>
    to === '/' ? isAtHome : [to, also].some((one) => pathname === one || pathname.startsWith(`${one}/`))
  return (
    <nav aria-label={t('app:yourPages')} className={classes.rows} {...useOwnLinks()}>
      {ROWS.map((row) => (
        <ul key={row[0]?.to} className={classes.row}>
          {row.map((word) => (
            <li key={word.to}>
              <a
                href={word.to}
                className={classes.word}
                data-here={isHere(word)}
                aria-current={pathname === word.to ? 'page' : isHere(word) ? 'true' : undefined}
              >
                {t(word.words)}
                {word.badge && <word.badge />}
              </a>
            </li>
          ))}
        </ul>
      ))}
    </nav>
  )
}
