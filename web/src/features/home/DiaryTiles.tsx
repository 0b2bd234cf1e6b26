import { Group, Stack, Text } from '@mantine/core'
import { IconChecklist, IconUsersGroup } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { DIARY_KEEPERS } from '@/app/roles'
import { useMay } from '@/app/session'
import { comingEvents, tasksQuery } from '@/features/centre-diary/queries'
import { Loaded } from '@/kit/States'
import { TextLink } from '@/kit/TextLink'
import { Tile } from '@/kit/Tile'
import { useClock } from '@/kit/useClock'

const SHOWN = 4

/** What the centre meets for next, each with date and title (CE-09). */
export function EventsTile() {
  const { t } = useTranslation()
  const clock = useClock()
  const query = useQuery(comingEvents(clock.zone))
  return (
    <Tile icon={IconUsersGroup} title={t('menu:events')} action={<AddOrEdit to="/events" />}>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Text c="dimmed">{t('home:noEvents')}</Text>
          ) : (
            <Stack gap="xs">
              {items.slice(0, SHOWN).map(({ id, title, starts_at }) => (
                <Group key={id} justify="space-between" wrap="nowrap" gap="sm">
                  <TextLink to="/events/$eventId" params={{ eventId: id }}>
                    {title}
                  </TextLink>
                  <Text size="sm" c="dimmed" className="tabular" style={{ whiteSpace: 'nowrap' }}>
                    {clock.moment(starts_at)}
                  </Text>
                </Group>
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Tile>
  )
}

/** What the centre has to do, what is due first in front (CE-10). */
export function TasksTile() {
  const { t } = useTranslation()
  const clock = useClock()
  const query = useQuery(tasksQuery(false))
  return (
    <Tile icon={IconChecklist} title={t('menu:tasks')} action={<AddOrEdit to="/tasks" />}>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Text c="dimmed">{t('home:noTasks')}</Text>
          ) : (
            <Stack gap="xs">
              {items.slice(0, SHOWN).map(({ id, title, due_on }) => (
                <Group key={id} justify="space-between" wrap="nowrap" gap="sm">
                  <Text>{title}</Text>
                  {due_on !== null && (
                    <Text size="sm" c="dimmed" className="tabular">
                      {clock.date(`${due_on}T12:00:00Z`)}
                    </Text>
                  )}
                </Group>
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Tile>
  )
}

function AddOrEdit({ to }: { to: '/events' | '/tasks' }) {
  const { t } = useTranslation()
  const keeps = useMay('keep_diaries', DIARY_KEEPERS)
  const whose = t(to === '/events' ? 'menu:events' : 'menu:tasks')
  return (
    <TextLink to={to} size="sm" aria-label={t(keeps ? 'home:addOrEditOf' : 'home:allOf', { whose })}>
      {t(keeps ? 'home:addOrEdit' : 'home:all')}
    </TextLink>
  )
}
