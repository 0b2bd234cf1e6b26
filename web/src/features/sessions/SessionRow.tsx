import { IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Status } from '@/kit/Status'
import { useClock } from '@/kit/useClock'
import type { Session } from './queries'
import classes from './SessionRow.module.css'
import { useSessionWords } from './useSessionWords'

/** A session as a line of a list. `who` are the names that matter to the reader. */
export function SessionRow({
  session,
  who,
  overdue = false,
}: {
  session: Session
  who: string
  overdue?: boolean
}) {
  const { t } = useTranslation()
  const clock = useClock()
  const words = useSessionWords()
  return (
    <Link to="/sessions/$sessionId" params={{ sessionId: session.id }} className={classes.row}>
      <div className={classes.time}>{clock.span(session.starts_at, session.ends_at)}</div>
      <div className={classes.what}>
        <div className={classes.name}>{words.nameOf(session)}</div>
        <div className={classes.whoAndWhere}>{words.withPlace(who, session)}</div>
      </div>
      <div className={classes.end}>
        {overdue && <Status tone="late" word={t('sessions:toRecord')} />}
        <IconChevronRight size={20} aria-hidden className={classes.chevron} />
      </div>
    </Link>
  )
}
