import { Badge, Indicator, VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { inboxQuery } from './queries'

/** How much waits, beside the name of where it does; nothing while nothing waits (PT-37). */
function Count({ of }: { of: 'to_do' | 'info' | 'messages' }) {
  const { t } = useTranslation()
  const count = useQuery(inboxQuery).data?.[of] ?? 0
  if (count === 0) return null
  return (
    <Badge size="sm" tt="none">
      <span aria-hidden>{count}</span>
      <VisuallyHidden>{t(`app:waiting.${of}`, { count })}</VisuallyHidden>
    </Badge>
  )
}

/** A dot on what hides the badges, where there is no room for them. */
export function WaitingDot({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const { to_do = 0, info = 0, messages = 0 } = useQuery(inboxQuery).data ?? {}
  const count = to_do + info + messages
  return (
    <Indicator disabled={count === 0} size={9} offset={2} color="#b3261e" lh={0}>
      {children}
      {count > 0 && <VisuallyHidden>{t('app:waiting.all', { count })}</VisuallyHidden>}
    </Indicator>
  )
}

export const ToDoBadge = () => <Count of="to_do" />
export const InfoBadge = () => <Count of="info" />
export const MessagesBadge = () => <Count of="messages" />
