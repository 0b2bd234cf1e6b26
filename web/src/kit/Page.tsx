import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { TextLink } from '@/kit/TextLink'
import classes from './Page.module.css'

type Crumb = { to: string; label: string }

/** A screen: its title (also the window's), the trail to it, what can be done on it, and its content. */
export function Page(props: {
  title: string
  trail?: Crumb[]
  lead?: ReactNode
  actions?: ReactNode
  children: ReactNode
}) {
  const { title, trail = [], lead, actions, children } = props
  const { t } = useTranslation()
  useEffect(() => {
    document.title = t('app:windowTitle', { title })
  }, [t, title])
  return (
    <div className={classes.page}>
      <div>
        {trail.length > 0 && (
          <nav className={classes.trail} aria-label={t('app:trail')}>
            {trail.map(({ to, label }) => (
              <TextLink key={to} to={to} size="sm">
                {label}
              </TextLink>
            ))}
            <span aria-current="page">{title}</span>
          </nav>
        )}
        <div className={classes.head}>
          <div className={classes.name} data-led={lead !== undefined}>
            <h1 className={classes.title}>{title}</h1>
            {lead !== undefined && <div className={classes.lead}>{lead}</div>}
          </div>
          {actions !== undefined && <div className={classes.actions}>{actions}</div>}
        </div>
      </div>
      {children}
    </div>
  )
}
