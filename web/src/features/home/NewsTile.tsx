import { Stack, Text } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Notice } from '@/features/notifications/Notice'
import { newest } from '@/features/notifications/queries'
import { Loaded } from '@/kit/States'
import { TextLink } from '@/kit/TextLink'
import { Tile } from '@/kit/Tile'

const SHOWN = 3

/** The newest notifications. */
export function NewsTile() {
  const { t } = useTranslation()
  const query = useQuery(newest)
  return (
    <Tile
      icon={IconBell}
      title={t('home:news')}
      action={
        <TextLink to="/notifications" size="sm">
          {t('notifications:all')}
        </TextLink>
      }
    >
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Text c="dimmed">{t('notifications:none')}</Text>
          ) : (
            <Stack gap="xs">
              {items.slice(0, SHOWN).map((item) => (
                <Notice key={item.id} notification={item} />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Tile>
  )
}
