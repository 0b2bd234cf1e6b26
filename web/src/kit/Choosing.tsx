import { Checkbox, Group, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { Fragment, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Named } from './table/Named'
import { SortedTh } from './table/SortedTh'
import { WideTable } from './WideTable'

export type Column<Row> = {
  title: string
  of: (row: Row) => ReactNode
  /** What the whole list is sorted by at its heading, where it can be, and comes in the order of. */
  sortedBy?: string
  /** Whether it is what the row leads with on a phone, where the others stand below; otherwise the first is. */
  leads?: boolean
}

type Props<Row> = {
  label: string
  rows: Row[]
  idOf: (row: Row) => string
  /** What a row is called by whoever ticks it. */
  nameOf: (row: Row) => string
  columns: Column<Row>[]
  chosen: ReadonlySet<string>
  onChange: (chosen: ReadonlySet<string>) => void
  most: number
  /** Whether the search is somewhere else, over more than these rows. */
  searchedElsewhere?: boolean
}

/** Where a cell stands. */
const AT = { phone: 'mantine-hidden-from-sm', desk: 'roomy' }

/** A table whose rows are ticked, one by one or all that are shown; the search narrows what is shown. */
export function Choosing<Row>(props: Props<Row>) {
  const { label, rows, idOf, nameOf, columns, chosen, onChange, most, searchedElsewhere = false } = props
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const shown = rows.filter((row) => nameOf(row).toLowerCase().includes(wanted))
  const ticked = shown.filter((row) => chosen.has(idOf(row))).length
  const all = shown.length > 0 && ticked === shown.length
  const leading = columns.some(({ leads }) => leads)
    ? columns.filter(({ leads }) => leads)
    : columns.slice(0, 1)
  const below = columns.filter((column) => !leading.includes(column))
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    onChange(next)
  }
  const toggleAll = () => {
    const ids = shown.map(idOf)
    onChange(
      all
        ? new Set([...chosen].filter((id) => !ids.includes(id)))
        : new Set([...chosen, ...ids].slice(0, most)),
    )
  }
  return (
    <>
      <Group justify="space-between" gap="sm">
        {searchedElsewhere ? (
          <span />
        ) : (
          <TextInput
            aria-label={t('app:searchHere')}
            placeholder={t('app:searchHere')}
            leftSection={<IconSearch size={18} aria-hidden />}
            value={search}
            onChange={({ currentTarget }) => setSearch(currentTarget.value)}
            w={{ base: '100%', xs: 280 }}
          />
        )}
        <Text size="sm" c="dimmed" role="status">
          {t('app:chosenOf', { count: chosen.size, all: rows.length })}
        </Text>
      </Group>
      <WideTable label={label}>
        <thead>
          <tr>
            <th style={{ width: 48 }}>
              <Checkbox
                aria-label={t('app:chooseAll')}
                checked={all}
                indeterminate={ticked > 0 && !all}
                onChange={toggleAll}
              />
            </th>
            <Heading column={leading.find(({ sortedBy }) => sortedBy) ?? leading[0]} at="phone" />
            {columns.map((column) => (
              <Heading key={column.title} column={column} at="desk" />
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => {
            const id = idOf(row)
            return (
              <tr key={id} data-chosen={chosen.has(id)}>
                <td>
                  <Checkbox
                    aria-label={t('app:choose', { name: nameOf(row) })}
                    checked={chosen.has(id)}
                    disabled={!chosen.has(id) && chosen.size >= most}
                    onChange={() => toggle(id)}
                  />
                </td>
                <td className={AT.phone}>
                  <Group gap={4}>
                    {leading.map(({ title, of }) => (
                      <Fragment key={title}>{of(row)}</Fragment>
                    ))}
                  </Group>
                  {below.map(({ title, of }) => (
                    <Named key={title} title={title}>
                      {of(row)}
                    </Named>
                  ))}
                </td>
                {columns.map(({ title, of }) => (
                  <td key={title} className={AT.desk}>
                    {of(row)}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </WideTable>
    </>
  )
}

function Heading<Row>({ column, at }: { column: Column<Row> | undefined; at: keyof typeof AT }) {
  if (column?.sortedBy === undefined) return <th className={AT[at]}>{column?.title}</th>
  return <SortedTh by={column.sortedBy} title={column.title} usual className={AT[at]} />
}
