import { Card, SimpleGrid, Text } from '@mantine/core'
import { IconClockHour4 } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSession } from '@/app/session'
import { Page } from '@/kit/Page'
import { PagedList } from '@/kit/PagedList'
import { Empty } from '@/kit/States'
import { useClock } from '@/kit/useClock'
import { useHours } from '@/kit/useHours'
import { WideTable } from '@/kit/WideTable'
import { type TimeEntry, timeLogQuery } from './queries'

export function OwnTimeLog() {
  const { t } = useTranslation()
  const { person } = useSession()
  return (
    <Page title={t('time-log:title')} lead={t('time-log:lead')}>
      <TimeLog learnerId={person.id} />
    </Page>
  )
}

function TimeLog({ learnerId }: { learnerId: string }) {
  const { t } = useTranslation()
  const clock = useClock()
  const hours = useHours()
  const query = useInfiniteQuery(timeLogQuery(learnerId))
  const totals = query.data?.pages[0]?.totals
  const job = ({ job_flag }: TimeEntry) =>
    t(job_flag === null ? 'time-log:notCounted' : `time-log:flag.${job_flag}`)
  return (
    <>
      {totals !== undefined && (
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          <Total label={t('time-log:offTheJob')} value={hours(totals.off_the_job_minutes)} />
          <Total label={t('time-log:onTheJob')} value={hours(totals.on_the_job_minutes)} />
          <Total label={t('time-log:total')} value={hours(totals.total_minutes)} />
        </SimpleGrid>
      )}
      <PagedList
        query={query}
        lines={5}
        empty={
          <Empty icon={IconClockHour4} title={t('time-log:noneTitle')}>
            {t('time-log:none')}
          </Empty>
        }
      >
        {(entries) => (
          <WideTable label={t('time-log:title')}>
            <thead>
              <tr>
                <th>{t('time-log:day')}</th>
                <th>{t('time-log:session')}</th>
                <th className="roomy">{t('time-log:job')}</th>
                <th className="end">{t('time-log:time')}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <tr key={entry.id}>
                  <td>{clock.date(entry.started_at)}</td>
                  <td>
                    {entry.session_type === null
                      ? t('time-log:aSession')
                      : t(`sessions:type.${entry.session_type}`)}
                    <Text size="sm" c="dimmed">
                      {entry.assessor.name}
                    </Text>
                    <Text size="sm" c="dimmed" hiddenFrom="sm">
                      {job(entry)}
                    </Text>
                  </td>
                  <td className="roomy">{job(entry)}</td>
                  <td className="end tabular">{hours(entry.minutes)}</td>
                </tr>
              ))}
            </tbody>
          </WideTable>
        )}
      </PagedList>
    </>
  )
}

function Total({ label, value }: { label: string; value: string }) {
  return (
    <Card padding="md">
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fz="1.6rem" fw={680} className="tabular">
        {value}
      </Text>
    </Card>
  )
}
