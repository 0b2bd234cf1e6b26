import type { ReactNode } from 'react'
import classes from './Table.module.css'

/** Rows and columns. Cells may have the classes `tabular` (figures), `end` and `roomy` (not on a phone). */
export function Table({ children }: { children: ReactNode }) {
  return <table className={classes.table}>{children}</table>
}
