import type { ReactNode } from 'react'
import classes from './Table.module.css'

/** Rows and columns. Cells may have the classes `tabular` (figures), `end` and `roomy` (not on a phone). */
export function Table({ minWidth = 0, children }: { minWidth?: number; children: ReactNode }) {
  return (
    <table className={classes.table} style={{ minWidth }}>
      {children}
    </table>
  )
}
