import { Button, Card, Group, List, Stack, Text, Title } from '@mantine/core'
import { IconCalendarX, IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CENTRE_OFFICE, DIARY_KEEPERS } from '@/app/roles'
import { useMay, useSession } from '@/app/session'
import { titleFor } from '@/features/sessions/words'
import { useCentres, useNames } from '@/kit/names'
import { Page } from '@/kit/Page'
import { Loaded } from '@/kit/States'
import { Status } from '@/kit/Status'
import { useClock } from '@/kit/useClock'
import { CancelEvent } from './CancelEvent'
import { EventForm } from './EventForm'
import { type CentreEvent, eventQuery } from './queries'

const route = getRouteApi('/frame/events/$eventId')

/** One event, for whoever is invited and for the centre's office. */
export function EventPage() {
  const { t } = useTranslation()
  const { role } = useSession()
  const office = useMay('keep_diaries', CENTRE_OFFICE)
  const query = useQuery(eventQuery(route.useParams().eventId))
  const trail = office
    ? { to: '/events', label: t('menu:events') }
    : { to: '/sessions', label: t(titleFor(role)) }
  return (
    <Page
      title={query.data?.title ?? t('centre-diary:event')}
      trail={[trail]}
      {...(query.data?.cancelled === true
        ? { actions: <Status tone="off" word={t('centre-diary:cancelled')} /> }
        : {})}
    >
      <Loaded query={query}>{(event) => <Details event={event} />}</Loaded>
    </Page>
  )
}

function Details({ event }: { event: CentreEvent }) {
  const { t } = useTranslation()
  const clock = useClock()
  const keeps = useMay('keep_diaries', DIARY_KEEPERS)
  const centres = useCentres()
  const { nameOf } = useNames(event.invited_ids)
  const [doing, setDoing] = useState<'change' | 'cancel' | null>(null)
  const close = () => setDoing(null)
  return (
    <Stack gap="lg">
      <div>
        <Text fw={600}>{clock.day(event.starts_at)}</Text>
        <Text>{clock.span(event.starts_at, event.ends_at)}</Text>
        <Text c="dimmed">
          {[centres.nameOf(event.centre_id), ...(event.place === null ? [] : [event.place])].join(' · ')}
        </Text>
        {clock.zoneNote(event.time_zone) !== null && (
          <Text size="sm" c="dimmed">
            {clock.zoneNote(event.time_zone)}
          </Text>
        )}
      </div>
      {keeps && !event.cancelled && (
        <Group gap="sm">
          <Button
            variant="default"
            leftSection={<IconPencil size={20} aria-hidden />}
            onClick={() => setDoing('change')}
          >
            {t('centre-diary:edit')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconCalendarX size={20} aria-hidden />}
            onClick={() => setDoing('cancel')}
          >
            {t('centre-diary:cancelEvent')}
          </Button>
        </Group>
      )}
      {event.notes !== '' && <Text style={{ whiteSpace: 'pre-line' }}>{event.notes}</Text>}
      <Card component="section" aria-labelledby="invited">
        <Title order={2} size="h4" mb="sm" id="invited">
          {t('centre-diary:invited')}
        </Title>
        <List>
          {event.invited_ids.map((id) => (
            <List.Item key={id}>{nameOf(id)}</List.Item>
          ))}
        </List>
      </Card>
      {doing === 'change' && <EventForm event={event} close={close} />}
      {doing === 'cancel' && <CancelEvent event={event} close={close} />}
    </Stack>
  )
}
