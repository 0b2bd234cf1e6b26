import { UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import { useSearch } from '@tanstack/react-router'
import { useSeek } from '@/kit/useSeek'
import classes from './SortedTh.module.css'
import { type Shown, sortIn, toggledSort } from './shown'

const MARKS = { none: IconArrowsSort, ascending: IconArrowUp, descending: IconArrowDown }

type Props = {
  by: string
  title: string
  /** Whether the list comes in this order anyway. */
  usual?: boolean
  className?: string | undefined
}

/** The heading of a column one sorts by: upwards, downwards, and as it came. Which it is stands in the address. */
export function SortedTh({ by, title, usual = false, className }: Props) {
  const sort = sortIn(useSearch({ strict: false }) as Shown) ?? (usual ? { key: by, down: false } : null)
  const seek = useSeek<Shown>()
  const order = sort?.key !== by ? 'none' : sort.down ? 'descending' : 'ascending'
  const Mark = MARKS[order]
  return (
    <th className={className} aria-sort={order}>
      <UnstyledButton className={classes.sort} onClick={() => seek({ sort: toggledSort(sort, by) })}>
        {title}
        <Mark size={16} aria-hidden className={classes.mark} data-order={order} />
      </UnstyledButton>
    </th>
  )
}
