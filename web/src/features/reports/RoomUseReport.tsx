import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DataColumn } from '@/kit/table/DataTable'
import { useHours } from '@/kit/useHours'
import { type RoomUseRow, roomUseReport } from './queries'
import { ReportTable } from './ReportTable'
import type { Question } from './sought'

/** How much each Smart Room is used of the time it is open. */
export function RoomUseReport({ question }: { question: Question }) {
  const { t } = useTranslation()
  const hours = useHours()
  const columns: DataColumn<RoomUseRow>[] = [
    { key: 'name', title: t('reports:room'), value: ({ name }) => name },
    { key: 'capacity', title: t('reports:column.capacity'), value: ({ capacity }) => capacity },
    { key: 'sessions', title: t('reports:column.sessions'), value: ({ sessions }) => sessions },
    { key: 'people', title: t('reports:column.people'), value: ({ people }) => people },
    {
      key: 'minutes',
      title: t('reports:column.minutes'),
      value: ({ minutes }) => minutes,
      cell: ({ minutes }) => hours(minutes),
    },
    {
      key: 'use',
      title: t('reports:column.use'),
      value: ({ use }) => use,
      cell: ({ use }) => t('reports:percent', { rate: use }),
    },
  ]
  const query = useQuery(roomUseReport(question))
  return <ReportTable report="room-use" query={query} columns={columns} idOf={({ room_id }) => room_id} />
}
