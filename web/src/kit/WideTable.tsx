import { Card } from '@mantine/core'
import type { ReactNode } from 'react'
import { Table } from './table/Table'
import classes from './WideTable.module.css'

/** A table on a card that scrolls sideways where it is wider than its place. */
export function WideTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Card padding={0}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className={classes.scroll} aria-label={label} tabIndex={0}>
        <Table>{children}</Table>
      </section>
    </Card>
  )
}
