import { type Icon, IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import classes from './Tile.module.css'

/** A part of a first screen, with its heading and the way to all of it. */
export function Tile(props: { icon: Icon; title: string; action?: ReactNode; children: ReactNode }) {
  const { icon: Shape, title, action, children } = props
  return (
    <section aria-label={title} className={classes.tile}>
      <div className={classes.head}>
        <span className={classes.icon} aria-hidden>
          <Shape size={20} stroke={1.7} />
        </span>
        <h2 className={classes.title}>{title}</h2>
        {action}
      </div>
      {children}
    </section>
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
        <span className={classes.word}>{label}</span>
        {hint !== undefined && <span className={classes.hint}>{hint}</span>}
      </span>
      <IconChevronRight size={20} className={classes.chevron} aria-hidden />
    </Link>
  )
}
