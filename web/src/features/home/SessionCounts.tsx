import { SimpleGrid, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useZone } from '@/app/me'
import { plannedSessions } from '@/features/sessions/queries'
import { byStretch } from '@/features/sessions/sorting'
import { useOwnSessions } from '@/features/sessions/useOwnSessions'
import { Failed } from '@/kit/States'
import { Count } from '@/kit/Tile'
import { useNow } from '@/kit/useNow'

const SHOWN = ['today', 'week', 'overdue'] as const

/** Today, the next seven days, and what is overdue; each number leads to what it counts. */
export function SessionCounts() {
  const { t } = useTranslation()
  const zone = useZone()
  const query = useQuery(plannedSessions(useOwnSessions(), zone))
  const now = useNow()
  if (query.data === undefined && query.isError) {
    return <Failed error={query.error} again={() => void query.refetch()} />
  }
  const found = byStretch(query.data?.items ?? [], zone, now)
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }}>
      {SHOWN.map((stretch) =>
        query.data === undefined ? (
          <Skeleton key={stretch} height={72} />
        ) : (
          <Count
            key={stretch}
            to="/sessions"
            search={{ show: stretch }}
            count={t(query.data.more ? 'app:atLeast' : 'app:exactly', { number: found[stretch].length })}
            label={t(`sessions:stretch.${stretch}`)}
            hint={t(`home:sessions.${stretch}`)}
            late={stretch === 'overdue' && found.overdue.length > 0}
          />
        ),
      )}
    </SimpleGrid>
  )
}
