import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DataColumn } from '@/kit/table/DataTable'
import { useHours } from '@/kit/useHours'
import { type SessionsRow, sessionsReport } from './queries'
import { ReportTable } from './ReportTable'
import type { Question } from './sought'

const COUNTED = ['sessions', 'planned', 'held', 'not_held', 'cancelled', 'places'] as const

/** Sessions per assessor: how many, how they ended, how long they took. */
export function SessionsReport({ question }: { question: Question }) {
  const { t } = useTranslation()
  const hours = useHours()
  const columns: DataColumn<SessionsRow>[] = [
    { key: 'name', title: t('reports:assessor'), value: ({ name }) => name ?? t('app:somebody') },
    ...COUNTED.map((key) => ({
      key,
      title: t(`reports:column.${key}`),
      value: (row: SessionsRow) => row[key],
    })),
    {
      key: 'held_minutes',
      title: t('reports:column.held_minutes'),
      value: ({ held_minutes }) => held_minutes,
      cell: ({ held_minutes }) => hours(held_minutes),
    },
  ]
  return (
    <ReportTable
      report="sessions"
      query={useQuery(sessionsReport(question))}
      columns={columns}
      idOf={({ assessor_id }) => assessor_id}
    />
  )
}
