import { ActionIcon, Anchor, Drawer, Group, Indicator, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBell, IconBellOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Empty, Loaded } from '@/kit/States'
import classes from './Bell.module.css'
import { Notice } from './Notice'
import { newest } from './queries'

/** The bell in the header: how much is unread, and the newest in a drawer. */
export function Bell() {
  const { t } = useTranslation()
  const [opened, { open, close }] = useDisclosure()
  const query = useQuery(newest)
  const unread = query.data?.unread ?? 0
  return (
    <>
      <Indicator
        label={unread > 99 ? '99+' : unread}
        size={18}
        offset={5}
        color="#b3261e"
        disabled={unread === 0}
      >
        <ActionIcon
          className={classes.bell}
          variant="transparent"
          color="white"
          size={42}
          radius="xl"
          onClick={open}
          aria-label={t('notifications:bell', { count: unread })}
        >
          <IconBell size={24} stroke={1.7} />
        </ActionIcon>
      </Indicator>
      <Drawer
        opened={opened}
        onClose={close}
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
              <Stack gap="xs">
                {items.map((item) => (
                  <Notice key={item.id} notification={item} />
                ))}
                <Group justify="center" pt="sm">
                  <Anchor component={Link} to="/notifications" onClick={close}>
                    {t('notifications:all')}
                  </Anchor>
                </Group>
              </Stack>
            )
          }
        </Loaded>
      </Drawer>
    </>
  )
}
