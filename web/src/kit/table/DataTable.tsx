import { Button, Checkbox, Group, Popover, Stack, Text } from '@mantine/core'
import { IconColumns3, IconDownload } from '@tabler/icons-react'
import { useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { keepFile } from '@/kit/keepFile'
import { useSeek } from '@/kit/useSeek'
import { WideTable } from '@/kit/WideTable'
import { csvFile } from './csv'
import { Named } from './Named'
import { SortedTh } from './SortedTh'
import { hiddenIn, type Shown, sorted, sortIn, type Value } from './shown'

export type DataColumn<Row> = {
  key: string
  title: string
  /** What the rows are sorted and exported by. */
  value: (row: Row) => Value
  /** What stands in the cell; without it the value. */
  cell?: (row: Row) => ReactNode
}

type Props<Row> = {
  label: string
  rows: readonly Row[]
  idOf: (row: Row) => string
  /** The first names the row and cannot be hidden. */
  columns: readonly DataColumn<Row>[]
  /** The name of the file when what is shown is taken away. */
  file: string
}

/**
 * A list as a table: sorted by any column, with the columns one chooses, and taken away as it is shown. How it is shown
 * stands in the address (`tableSearch`). On a phone the other columns stand below the first.
 */
export function DataTable<Row>({ label, rows, idOf, columns, file }: Props<Row>) {
  const { t, i18n } = useTranslation()
  const shown: Shown = useSearch({ strict: false })
  const show = useSeek<Shown>()
  const hidden = hiddenIn(shown)
  const [first, ...others] = columns.filter(({ key }, place) => place === 0 || !hidden.has(key))
  const sort = sortIn(shown)
  const by = columns.find(({ key }) => key === sort?.key)
  const inOrder = sort === null || by === undefined ? rows : sorted(rows, by.value, sort.down, i18n.language)
  if (first === undefined) return null
  const visible = [first, ...others]
  const contentOf = ({ cell, value }: DataColumn<Row>, row: Row) => cell?.(row) ?? value(row)

  return (
    <Stack gap="sm">
      <Group justify="flex-end" gap="sm">
        <Columns columns={columns} hidden={hidden} show={show} />
        <Button
          variant="default"
          size="sm"
          leftSection={<IconDownload size={18} aria-hidden />}
          onClick={() =>
            keepFile(
              `${file}.csv`,
              csvFile([
                visible.map(({ title }) => title),
                ...inOrder.map((row) => visible.map(({ value }) => value(row))),
              ]),
            )
          }
        >
          {t('table:export')}
        </Button>
      </Group>
      <WideTable label={label}>
        <thead>
          <tr>
            {visible.map(({ key, title }, place) => (
              <SortedTh key={key} by={key} title={title} className={place > 0 ? 'roomy' : undefined} />
            ))}
          </tr>
        </thead>
        <tbody>
          {inOrder.map((row) => (
            <tr key={idOf(row)}>
              <td>
                <Text component="div" fw={600}>
                  {contentOf(first, row)}
                </Text>
                {others.map((column) => (
                  <Named key={column.key} title={column.title}>
                    {contentOf(column, row)}
                  </Named>
                ))}
              </td>
              {others.map((column) => (
                <td key={column.key} className="roomy tabular">
                  {contentOf(column, row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </WideTable>
    </Stack>
  )
}

type ColumnsProps = {
  columns: readonly { key: string; title: string }[]
  hidden: ReadonlySet<string>
  show: (change: Shown) => void
}

/** Which columns are shown, all but the first. */
function Columns({ columns, hidden, show }: ColumnsProps) {
  const { t } = useTranslation()
  const toggle = (key: string) => {
    const next = new Set(hidden)
    if (!next.delete(key)) next.add(key)
    show({ without: next.size === 0 ? undefined : [...next].sort().join(',') })
  }
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" size="sm" leftSection={<IconColumns3 size={18} aria-hidden />}>
          {t('table:columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('table:columns')}>
        <Stack gap="sm">
          {columns.slice(1).map(({ key, title }) => (
            <Checkbox key={key} label={title} checked={!hidden.has(key)} onChange={() => toggle(key)} />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
