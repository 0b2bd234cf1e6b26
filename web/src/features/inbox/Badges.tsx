import { Badge } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Badges.module.css'
import { inboxQuery } from './queries'

/** How much waits, beside the name of where it does; nothing while nothing waits (PT-37). */
function Count({ of }: { of: 'to_do' | 'info' | 'messages' }) {
  const { t } = useTranslation()
  const count = useQuery(inboxQuery).data?.[of] ?? 0
  if (count === 0) return null
  return (
    <Badge size="sm" tt="none">
      <span aria-hidden>{count}</span>
      <span className="unseen">{t(`app:waiting.${of}`, { count })}</span>
    </Badge>
  )
}

/** A dot on what hides the badges, where there is no room for them. */
export function WaitingDot({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const { to_do = 0, info = 0, messages = 0 } = useQuery(inboxQuery).data ?? {}
  const count = to_do + info + messages
  return (
    <span className={classes.dotted}>
      {children}
      {count > 0 && <span className={classes.dot} />}
      {count > 0 && <span className="unseen">{t('app:waiting.all', { count })}</span>}
    </span>
  )
}

export const ToDoBadge = () => <Count of="to_do" />
export const InfoBadge = () => <Count of="info" />
export const MessagesBadge = () => <Count of="messages" />
