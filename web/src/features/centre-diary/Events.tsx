import { Button, Card, Group, Stack, Text, Title } from '@mantine/core'
import { IconPlus, IconUsersGroup } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DIARY_KEEPERS } from '@/app/roles'
import { useMay } from '@/app/session'
import { useCentres } from '@/kit/names'
import { Page } from '@/kit/Page'
import { Empty, Loaded } from '@/kit/States'
import { Stretch } from '@/kit/Stretch'
import { TextLink } from '@/kit/TextLink'
import { addDays, dayKey, partsIn } from '@/kit/time'
import { useClock } from '@/kit/useClock'
import { EventForm } from './EventForm'
import { type CentreEvent, eventsBetween, SHOWN_DAYS } from './queries'

const route = getRouteApi('/frame/events')

/** What a centre meets for besides sessions, eight weeks at a time (CE-09). */
export function Events() {
  const { t } = useTranslation()
  const clock = useClock()
  const keeps = useMay('keep_diaries', DIARY_KEEPERS)
  const { from = dayKey(partsIn(clock.zone, new Date())) } = route.useSearch()
  const navigate = route.useNavigate()
  const last = addDays(from, SHOWN_DAYS - 1)
  const query = useQuery(eventsBetween(from, last, clock.zone))
  const [adding, setAdding] = useState(false)
  return (
    <Page
      title={t('menu:events')}
      lead={t('centre-diary:eventsLead')}
      actions={
        keeps && (
          <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => setAdding(true)}>
            {t('centre-diary:addEvent')}
          </Button>
        )
      }
    >
      <Stretch first={from} last={last} go={(first) => void navigate({ search: { from: first } })} />
      <Loaded query={query} lines={4} height={56}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={IconUsersGroup} title={t('centre-diary:noEvents')}>
              {t('centre-diary:noEventsHint')}
            </Empty>
          ) : (
            <Days events={items} />
          )
        }
      </Loaded>
      {adding && <EventForm close={() => setAdding(false)} />}
    </Page>
  )
}

function Days({ events }: { events: CentreEvent[] }) {
  const { t } = useTranslation()
  const clock = useClock()
  const { nameOf } = useCentres()
  const days = new Map<string, CentreEvent[]>()
  for (const event of events) {
    const day = clock.nearDay(event.starts_at)
    days.set(day, [...(days.get(day) ?? []), event])
  }
  return (
    <Stack gap="lg">
      {[...days].map(([day, ofTheDay]) => (
        <section key={day} aria-label={day}>
          <Title order={2} size="h5" mb="xs">
            {day}
          </Title>
          <Card padding="md">
            <Stack gap="sm">
              {ofTheDay.map((event) => (
                <Group key={event.id} gap="md" wrap="nowrap" align="flex-start">
                  <Text fw={600} className="tabular" w={100} style={{ flex: 'none' }}>
                    {clock.span(event.starts_at, event.ends_at)}
                  </Text>
                  <div>
                    <TextLink to="/events/$eventId" params={{ eventId: event.id }} fw={600}>
                      {event.title}
                    </TextLink>
                    <Text size="sm" c="dimmed">
                      {[
                        nameOf(event.centre_id),
                        ...(event.place === null ? [] : [event.place]),
                        t('centre-diary:invitedCount', { count: event.invited_ids.length }),
                      ].join(' · ')}
                    </Text>
                  </div>
                </Group>
              ))}
            </Stack>
          </Card>
        </section>
      ))}
      <Text size="xs" c="dimmed">
        {clock.zoneNote()}
      </Text>
    </Stack>
  )
}
