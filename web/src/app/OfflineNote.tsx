import { Group, Text } from '@mantine/core'
import { useNetwork } from '@mantine/hooks'
import { IconCloudOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './OfflineNote.module.css'

/** Says that there is no connection, and that what is typed is kept. */
export function OfflineNote() {
  const { t } = useTranslation()
  const { online } = useNetwork()
  return (
    <div role="status" aria-live="polite">
      {!online && (
        <Group className={classes.note} gap="xs" justify="center" wrap="nowrap">
          <IconCloudOff size={18} aria-hidden />
          <Text size="sm">{t('app:offline')}</Text>
        </Group>
      )}
    </div>
  )
}
