import { useTranslation } from 'react-i18next'

/** Minutes as people say them: `1 h 30 min`. */
export function useHours() {
  const { t } = useTranslation()
  return (minutes: number) => {
    const hours = Math.floor(minutes / 60)
    const rest = minutes % 60
    if (hours === 0) return t('app:time.minutes', { minutes: rest })
    return rest === 0 ? t('app:time.hours', { hours }) : t('app:time.both', { hours, minutes: rest })
  }
}
