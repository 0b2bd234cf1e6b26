import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useZone } from '@/app/me'
import { sessionCounts } from '@/features/sessions/queries'
import { useOwnSessions } from '@/features/sessions/useOwnSessions'
import { Failed } from '@/kit/States'
import { Count } from '@/kit/Tile'
import { useCounted } from '@/kit/useCounted'
import classes from './Home.module.css'

const SHOWN = ['today', 'week', 'overdue'] as const

/** Today, the next seven days, and what is overdue; each number leads to what it counts. */
export function SessionCounts() {
  const { t } = useTranslation()
  const counted = useCounted()
  const query = useQuery(sessionCounts(useOwnSessions(), useZone()))
  if (query.data === undefined && query.isError) {
    return <Failed error={query.error} again={() => void query.refetch()} />
  }
  return (
    <div className={classes.counts}>
      {SHOWN.map((stretch) =>
        query.data === undefined ? (
          <Skeleton key={stretch} height={72} />
        ) : (
          <Count
            key={stretch}
            to="/sessions"
            search={{ show: stretch }}
            count={counted(query.data[stretch], query.data.most)}
            label={t(`sessions:stretch.${stretch}`)}
            hint={t(`home:sessions.${stretch}`)}
            late={stretch === 'overdue' && query.data.overdue > 0}
          />
        ),
      )}
    </div>
  )
}
