import { Badge, VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { waitingQuery } from '@/features/learners/queries'

/** How many learners wait for allocation, beside the menu's entry: the number of the Status tile (N-09). */
export function WaitingBadge() {
  const { t } = useTranslation()
  const waiting = useQuery(waitingQuery).data?.learners ?? 0
  if (waiting === 0) return null
  return (
    <Badge size="sm" variant="light" color="green">
      <span aria-hidden>{waiting}</span>
      <VisuallyHidden>{t('home:wait', { count: waiting })}</VisuallyHidden>
    </Badge>
  )
}
