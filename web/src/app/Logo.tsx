import { useTranslation } from 'react-i18next'
import classes from './Logo.module.css'

/** The mark, a way between two posts, and the name. */
export function Logo({ size = 28 }: { size?: number }) {
  const { t } = useTranslation()
  return (
    <span className={classes.logo}>
      <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true">
        <path
          d="M4 8l6 16 6-13 6 13 6-16"
          stroke="currentColor"
          strokeWidth="3.6"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
        <circle cx="16" cy="5.2" r="2.6" fill="#f2b441" />
      </svg>
      <span className={classes.name} style={{ fontSize: size * 0.68 }}>
        {t('app:name')}
      </span>
    </span>
  )
}
