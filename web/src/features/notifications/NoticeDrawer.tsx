import { Drawer, Group, Stack } from '@mantine/core'
import { IconBellOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Empty, Loaded } from '@/kit/States'
import { TextLink } from '@/kit/TextLink'
import { Notice } from './Notice'
import { newest } from './queries'

/** The newest notifications, over whatever one is doing. */
export default function NoticeDrawer({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const query = useQuery(newest)
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={420}
      title={t('notifications:title')}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={IconBellOff} title={t('notifications:noneTitle')}>
              {t('notifications:none')}
            </Empty>
          ) : (
            <Stack gap="xs" pt={4}>
              {items.map((item) => (
                <Notice key={item.id} notification={item} />
              ))}
              <Group justify="center" pt="sm">
                <TextLink to="/notifications" onClick={onClose}>
                  {t('notifications:all')}
                </TextLink>
              </Group>
            </Stack>
          )
        }
      </Loaded>
    </Drawer>
  )
}
