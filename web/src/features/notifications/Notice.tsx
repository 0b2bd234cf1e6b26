import { ActionIcon, Badge, Card, Group, Text } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useClock } from '@/kit/useClock'
import classes from './Notice.module.css'
import { type Notification, useMarkRead } from './queries'

export function Notice({ notification }: { notification: Notification }) {
  const { t } = useTranslation()
  const clock = useClock()
  const markRead = useMarkRead()
  const unread = notification.read_at === null
  return (
    <Card padding="sm" className={classes.notice} data-unread={unread} component="article">
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
        <div>
          <Text size="sm" fw={unread ? 650 : 500}>
            {notification.title}
          </Text>
          <Text size="sm" c="dimmed" className={classes.text}>
            {notification.text}
          </Text>
          <Group gap="xs" mt={6}>
            <Text size="xs" c="dimmed" component="time" dateTime={notification.created_at}>
              {clock.moment(notification.created_at)}
            </Text>
            {unread && (
              <Badge tt="none" size="sm" variant="light">
                {t('notifications:new')}
              </Badge>
            )}
          </Group>
        </div>
        {unread && (
          <ActionIcon
            variant="subtle"
            size="lg"
            aria-label={t('notifications:markRead', { title: notification.title })}
            loading={markRead.isPending}
            onClick={() => markRead.mutate(notification.id)}
          >
            <IconCheck size={20} />
          </ActionIcon>
        )}
      </Group>
    </Card>
  )
}
