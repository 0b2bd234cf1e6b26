import { Badge, VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
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

export const ToDoBadge = () => <Count of="to_do" />
export const InfoBadge = () => <Count of="info" />
export const MessagesBadge = () => <Count of="messages" />
