import { Text } from '@mantine/core'
import { IconChartBar } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Empty, Loaded } from '@/kit/States'
import { type DataColumn, DataTable } from '@/kit/table/DataTable'
import type { Report } from './sought'

type Props<Row> = {
  report: Report
  query: UseQueryResult<{ items: Row[]; more?: boolean }>
  columns: DataColumn<Row>[]
  idOf: (row: Row) => string
}

/** The rows of a report, or that there are none; when there are more than a screen takes, the file has them. */
export function ReportTable<Row>({ report, query, columns, idOf }: Props<Row>) {
  const { t } = useTranslation()
  return (
    <Loaded query={query} lines={6} height={44}>
      {({ items, more = false }) =>
        items.length === 0 ? (
          <Empty icon={IconChartBar} title={t('reports:none')}>
            {t('reports:noneHint')}
          </Empty>
        ) : (
          <>
            {more && <Text c="dimmed">{t('reports:more', { count: items.length })}</Text>}
            <DataTable
              label={t(`reports:report.${report}`)}
              file={t(`reports:file.${report}`)}
              rows={items}
              idOf={idOf}
              columns={columns}
            />
          </>
        )
      }
    </Loaded>
  )
}
