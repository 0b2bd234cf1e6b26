import { Card, Group, Text, ThemeIcon, Title } from '@mantine/core'
import { type Icon, IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import classes from './Tile.module.css'

/** A part of a first screen, with its heading and the way to all of it. */
export function Tile(props: { icon: Icon; title: string; action?: ReactNode; children: ReactNode }) {
  const { icon: Shape, title, action, children } = props
  return (
    <Card component="section" aria-label={title} className={classes.tile}>
      <Group justify="space-between" mb="md" wrap="nowrap" gap="sm">
        <Group gap="sm" wrap="nowrap">
          <ThemeIcon variant="light" size={34} radius="md" aria-hidden>
            <Shape size={20} stroke={1.7} />
          </ThemeIcon>
          <Title order={2} size="h4">
            {title}
          </Title>
        </Group>
        {action}
      </Group>
      {children}
    </Card>
  )
}

type CountProps = {
  to: string
  search?: Record<string, string>
  count: string
  label: string
  hint?: string
  late?: boolean
}

/** A number that leads to what it counts. */
export function Count({ to, search, count, label, hint, late = false }: CountProps) {
  return (
    <Link to={to} {...(search === undefined ? {} : { search })} className={classes.count} data-late={late}>
      <span className={classes.number}>{count}</span>
      <span className={classes.label}>
        <Text span fw={600} size="sm">
          {label}
        </Text>
        {hint !== undefined && (
          <Text span size="xs" c="dimmed">
            {hint}
          </Text>
        )}
      </span>
      <IconChevronRight size={20} className={classes.chevron} aria-hidden />
    </Link>
  )
}
