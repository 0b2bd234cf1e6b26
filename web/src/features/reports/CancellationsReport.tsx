import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DataColumn } from '@/kit/table/DataTable'
import { type CancellationsRow, cancellationsReport } from './queries'
import { ReportTable } from './ReportTable'
import type { Question, WHOSE } from './sought'

const COUNTED = [
  'places',
  'held',
  'no_show',
  'cancelled_by_learner',
  'cancelled_by_employer',
  'cancelled_by_assessor',
  'cancelled_by_provider',
] as const

type Props = { question: Question; by: (typeof WHOSE)[number] }

/** Who cancels how often, and with how much notice (R-18, DR-64). */
export function CancellationsReport({ question, by }: Props) {
  const { t } = useTranslation()
  const columns: DataColumn<CancellationsRow>[] = [
    { key: 'name', title: t(`reports:whose.${by}`), value: ({ name }) => name ?? t('reports:noEmployer') },
    ...COUNTED.map((key) => ({
      key,
      title: t(`reports:column.${key}`),
      value: (row: CancellationsRow) => row[key],
    })),
    {
      key: 'rate',
      title: t('reports:column.rate'),
      value: ({ rate }) => rate,
      cell: ({ rate }) => t('reports:percent', { rate }),
    },
    {
      key: 'notice',
      title: t('reports:column.notice'),
      value: ({ average_notice_hours }) => average_notice_hours,
    },
  ]
  return (
    <ReportTable
      report="cancellations"
      query={useQuery(cancellationsReport(question, by))}
      columns={columns}
      idOf={({ id }) => id ?? ''}
    />
  )
}
