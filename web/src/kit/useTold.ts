import { notifications } from '@mantine/notifications'
import { useTranslation } from 'react-i18next'

/** Says in the corner, for a moment, that what somebody did has worked. */
export function useTold() {
  const { t } = useTranslation()
  return (message: string) =>
    notifications.show({ color: 'green', message, closeButtonProps: { 'aria-label': t('app:close') } })
}
