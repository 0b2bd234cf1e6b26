import { Card, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './ActionBar.module.css'

/** What can be done with what was ticked; it stays in sight below a long list. */
export function ActionBar({ children }: { children: ReactNode }) {
  return (
    <Card className={classes.bar} padding="sm">
      <Group gap="md">{children}</Group>
    </Card>
  )
}
