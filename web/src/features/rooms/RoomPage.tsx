import { Button, Card, Group, List, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { IconDoorOff, IconPencil, IconTool } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, meantFor } from '@/api/client'
import { useCentres } from '@/kit/names'
import { Page } from '@/kit/Page'
import { Loaded, Refused } from '@/kit/States'
import { useClock } from '@/kit/useClock'
import { hoursText } from '@/kit/week'
import { BlockForm } from './BlockForm'
import { type Room, roomQuery, useKeeps } from './queries'
import { RetireRoom } from './RetireRoom'
import { RoomForm } from './RoomForm'
import { RoomState } from './RoomState'

const route = getRouteApi('/frame/smart-rooms/$roomId')

/** One room: its week, when it is blocked, and what an administrator may do with it. */
export function RoomPage() {
  const { t } = useTranslation()
  const query = useQuery(roomQuery(route.useParams().roomId))
  return (
    <Page
      title={query.data?.name ?? t('rooms:room')}
      trail={[{ to: '/smart-rooms', label: t('menu:rooms') }]}
      {...(query.data === undefined ? {} : { actions: <RoomState room={query.data} /> })}
    >
      <Loaded query={query}>{(room) => <Details room={room} />}</Loaded>
    </Page>
  )
}

function Details({ room }: { room: Room }) {
  const { t } = useTranslation()
  const { nameOf } = useCentres()
  const mayKeep = useKeeps(room)
  const [doing, setDoing] = useState<'change' | 'block' | 'retire' | null>(null)
  const close = () => setDoing(null)
  return (
    <Stack gap="lg">
      <Text>
        {room.centre_id === null ? t('app:everyCentre') : nameOf(room.centre_id)}
        {' · '}
        {t('rooms:seats', { count: room.capacity })}
      </Text>
      {mayKeep && (
        <Group gap="sm">
          <Button
            variant="default"
            leftSection={<IconPencil size={20} aria-hidden />}
            onClick={() => setDoing('change')}
          >
            {t('rooms:change')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconTool size={20} aria-hidden />}
            onClick={() => setDoing('block')}
          >
            {t('rooms:block')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconDoorOff size={20} aria-hidden />}
            onClick={() => setDoing('retire')}
          >
            {t('rooms:retire')}
          </Button>
        </Group>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Week room={room} />
        <Blocks room={room} mayKeep={mayKeep} />
      </SimpleGrid>
      {doing === 'change' && <RoomForm room={room} close={close} />}
      {doing === 'block' && <BlockForm room={room} close={close} />}
      {doing === 'retire' && <RetireRoom room={room} close={close} />}
    </Stack>
  )
}

function Week({ room }: { room: Room }) {
  const { t } = useTranslation()
  return (
    <Card component="section">
      <Title order={2} size="h4" mb="sm">
        {t('rooms:hours')}
      </Title>
      {room.week === null ? (
        <Text>{t('rooms:always')}</Text>
      ) : (
        <Stack gap={6}>
          {room.week.map((hours, day) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a weekday is its place in the week
            <Group key={day} justify="space-between">
              <Text>{t(`app:weekday.${day}`)}</Text>
              <Text className="tabular">{hours.length === 0 ? t('app:closed') : hoursText(hours)}</Text>
            </Group>
          ))}
          <Text size="sm" c="dimmed">
            {t('app:date.zone', { zone: room.time_zone })}
          </Text>
        </Stack>
      )}
    </Card>
  )
}

function Blocks({ room, mayKeep }: { room: Room; mayKeep: boolean }) {
  const { t } = useTranslation()
  const clock = useClock()
  const queries = useQueryClient()
  const unblocking = useMutation({
    mutationFn: (maintenanceId: string) =>
      answer(
        api.DELETE('/api/smart-rooms/{room_id}/maintenance/{maintenance_id}', {
          params: { path: { room_id: room.id, maintenance_id: maintenanceId } },
          headers: meantFor(room.version),
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: ['rooms'] }),
  })
  return (
    <Card component="section">
      <Title order={2} size="h4" mb="sm">
        {t('rooms:maintenance')}
      </Title>
      {room.maintenance.length === 0 && <Text c="dimmed">{t('rooms:noMaintenance')}</Text>}
      <List listStyleType="none" spacing="md">
        {room.maintenance.map(({ id, starts_at, ends_at, reason }) => {
          const times = { from: clock.moment(starts_at), until: clock.moment(ends_at) }
          return (
            <List.Item key={id}>
              <Text fw={600} className="tabular">
                {t('rooms:stretch', times)}
              </Text>
              {reason !== '' && <Text>{reason}</Text>}
              {mayKeep && (
                <Button
                  variant="default"
                  mt="xs"
                  aria-label={t('rooms:giveBackTime', times)}
                  loading={unblocking.isPending && unblocking.variables === id}
                  onClick={() => unblocking.mutate(id)}
                >
                  {t('rooms:giveBack')}
                </Button>
              )}
            </List.Item>
          )
        })}
      </List>
      <Refused error={unblocking.error} />
    </Card>
  )
}
