import { ActionIcon, Badge, Card, Group, Text, Title } from '@mantine/core'
import { IconCheck, IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { written } from '@/kit/day'
import { useCentres } from '@/kit/names'
import { Refused } from '@/kit/States'
import { useClock } from '@/kit/useClock'
import { type Announcement, useMarkRead } from './queries'

/** An announcement in the reader's language as far as it was written in it; with `edit`, as who keeps it sees it. */
export function AnnouncementCard({ announcement, edit }: { announcement: Announcement; edit?: () => void }) {
  const { t, i18n } = useTranslation()
  const clock = useClock()
  const markRead = useMarkRead()
  const welsh = i18n.language === 'cy' ? announcement.welsh : null
  const { title, text } = welsh ?? announcement.english
  const unread = edit === undefined && announcement.read_at === null
  return (
    <Card padding="md" component="article" aria-label={title} lang={welsh === null ? 'en' : 'cy'}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
        <div>
          <Title order={2} size="h5">
            {title}
          </Title>
          <Text mt={4} style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
            {text}
          </Text>
          <Group gap="xs" mt="xs" lang={i18n.language}>
            <Text size="xs" c="dimmed" component="time" dateTime={announcement.published_at}>
              {clock.moment(announcement.published_at)}
            </Text>
            {unread && (
              <Badge tt="none" size="sm" variant="light">
                {t('notifications:new')}
              </Badge>
            )}
            {edit && <Audience announcement={announcement} />}
          </Group>
        </div>
        <div lang={i18n.language}>
          {unread && (
            <ActionIcon
              variant="subtle"
              size="lg"
              aria-label={t('notifications:markRead', { title })}
              loading={markRead.isPending}
              onClick={() => markRead.mutate(announcement.id)}
            >
              <IconCheck size={20} />
            </ActionIcon>
          )}
          {edit && (
            <ActionIcon
              variant="subtle"
              size="lg"
              aria-label={t('announcements:edit', { title })}
              onClick={edit}
            >
              <IconPencil size={20} />
            </ActionIcon>
          )}
        </div>
      </Group>
      <Refused error={markRead.error} />
    </Card>
  )
}

/** To whom, from when until when, and whether it is withdrawn. */
function Audience({ announcement: { audience, from_date } }: { announcement: Announcement }) {
  const { t } = useTranslation()
  const { nameOf } = useCentres()
  if (audience === null) return null
  const { centre_ids, roles, until_date, withdrawn } = audience
  const days = { from: written(from_date), until: written(until_date ?? '') }
  const said = [
    centre_ids.length === 0 ? t('announcements:everywhere') : centre_ids.map(nameOf).join(', '),
    roles.length === 0 ? t('announcements:everybody') : roles.map((role) => t(`app:role.${role}`)).join(', '),
    t(until_date === null ? 'announcements:from' : 'announcements:fromUntil', days),
  ]
  return (
    <>
      <Text size="xs" c="dimmed">
        {said.join(' · ')}
      </Text>
      {withdrawn && (
        <Badge tt="none" size="sm" variant="light" color="gray">
          {t('announcements:withdrawn')}
        </Badge>
      )}
    </>
  )
}
