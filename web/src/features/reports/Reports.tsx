import { Group, SegmentedControl, Stack } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCentre } from '@/app/centre'
import { FileLink } from '@/kit/FileLink'
import { Page } from '@/kit/Page'
import { dayKey, partsIn } from '@/kit/time'
import { useClock } from '@/kit/useClock'
import { CancellationsReport } from './CancellationsReport'
import { Filters } from './Filters'
import { RoomUseReport } from './RoomUseReport'
import { SessionsReport } from './SessionsReport'
import { fileOf, questionOf, REPORTS, type Report } from './sought'

const route = getRouteApi('/frame/reports')

/** What the sessions of a period come to; the address says which report about what, and the file says the same. */
export function Reports() {
  const { t, i18n } = useTranslation()
  const { zone } = useClock()
  const chosen = useCentre()
  const sought = route.useSearch()
  const navigate = route.useNavigate()
  const { report = 'sessions', by = 'learner' } = sought
  const question = questionOf(sought, zone, dayKey(partsIn(zone, new Date())), chosen)
  return (
    <Page
      title={t('menu:reports')}
      lead={t(`reports:lead.${report}`)}
      actions={(['xlsx', 'csv'] as const).map((format) => (
        <FileLink
          key={format}
          address={fileOf(report, question, by, format, i18n.language)}
          words={t(`reports:format.${format}`)}
        />
      ))}
    >
      <Stack gap="md">
        <Group>
          <SegmentedControl
            aria-label={t('reports:which')}
            style={{ maxWidth: '100%', overflowX: 'auto' }}
            value={report}
            onChange={(value) =>
              void navigate({
                search: ({ sort: _, without: __, ...before }) => ({ ...before, report: value as Report }),
              })
            }
            data={REPORTS.map((value) => ({ value, label: t(`reports:report.${value}`) }))}
          />
        </Group>
        <Filters sought={sought} question={question} />
        {report === 'sessions' && <SessionsReport question={question} />}
        {report === 'cancellations' && <CancellationsReport question={question} by={by} />}
        {report === 'room-use' && <RoomUseReport question={question} />}
      </Stack>
    </Page>
  )
}
