import { Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** What on a phone stands below the first of a row, with the title of its column; a dash where nothing is known. */
export function Named({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation()
  const nothing = children === null || children === undefined || children === ''
  return (
    <Group hiddenFrom="sm" gap="0 6px" fz="sm" align="baseline">
      <Text span size="sm" c="dimmed">
        {t('table:named', { title })}
      </Text>
      <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>{nothing ? t('table:nothing') : children}</div>
    </Group>
  )
}
