import { Button, Group, Modal, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api, meantFor } from '@/api/client'
import { useZone } from '@/app/me'
import { DateField } from '@/kit/DateField'
import { faultsByField } from '@/kit/problems'
import { SessionLinks } from '@/kit/SessionLinks'
import { Refused } from '@/kit/States'
import { TimeField } from '@/kit/TimeField'
import { momentIn } from '@/kit/time'
import { useClock } from '@/kit/useClock'
import { useDraft } from '@/kit/useDraft'
import type { Room } from './queries'

type Values = { day: string; time: string; lastDay: string; lastTime: string; reason: string }

const FIELDS: Record<string, string> = { starts_at: 'day', ends_at: 'lastDay' }

/** A time at which the room cannot be used; then, which sessions move to other rooms because of it. */
export function BlockForm({ room, close }: { room: Room; close: () => void }) {
  const { t } = useTranslation()
  const clock = useClock()
  const zone = useZone()
  const queries = useQueryClient()
  const missing = (typed: string) => (typed === '' ? t('rooms:momentMissing') : null)
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: { day: '', time: '', lastDay: '', lastTime: '', reason: '' },
    validate: {
      day: missing,
      time: missing,
      lastDay: missing,
      lastTime: (lastTime, { day, time, lastDay }) =>
        missing(lastTime) ??
        (`${lastDay}T${lastTime}` <= `${day}T${time}` ? t('rooms:endsBeforeStart') : null),
    },
  })
  const forget = useDraft(`room-block:${room.id}`, form)
  const blocking = useMutation({
    mutationFn: ({ day, time, lastDay, lastTime, reason }: Values) =>
      answer(
        api.POST('/api/smart-rooms/{room_id}/maintenance', {
          params: { path: { room_id: room.id } },
          headers: meantFor(room.version),
          body: {
            starts_at: typedMoment(zone, day, time),
            ends_at: typedMoment(zone, lastDay, lastTime),
            reason: reason.trim(),
          },
        }),
      ),
    onError: (error) => form.setErrors(faultsByField(error, FIELDS)),
    onSuccess: async ({ sessions }) => {
      forget()
      await queries.invalidateQueries({ queryKey: ['rooms'] })
      if (sessions.length === 0) close()
    },
  })
  const moving = blocking.data?.sessions
  return (
    <Modal
      opened
      onClose={close}
      title={t('rooms:blockName', { name: room.name })}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      {moving !== undefined && moving.length > 0 ? (
        <Stack role="status">
          <Text>{t('rooms:moving', { count: moving.length })}</Text>
          <SessionLinks sessions={moving} />
          <Group justify="flex-end">
            <Button onClick={close}>{t('app:close')}</Button>
          </Group>
        </Stack>
      ) : (
        <form onSubmit={form.onSubmit((values) => blocking.mutate(values))} noValidate>
          <Stack>
            <Text size="sm">{t('rooms:blockEffect')}</Text>
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <DateField label={t('rooms:from')} required data-autofocus {...form.getInputProps('day')} />
              <TimeField label={t('rooms:fromTime')} required {...form.getInputProps('time')} />
              <DateField label={t('rooms:until')} required {...form.getInputProps('lastDay')} />
              <TimeField label={t('rooms:untilTime')} required {...form.getInputProps('lastTime')} />
            </SimpleGrid>
            {clock.zoneNote() !== null && (
              <Text size="sm" c="dimmed">
                {clock.zoneNote()}
              </Text>
            )}
            <TextInput label={t('rooms:reason')} maxLength={200} {...form.getInputProps('reason')} />
            <Refused error={blocking.error} />
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {t('rooms:cancel')}
              </Button>
              <Button type="submit" loading={blocking.isPending}>
                {t('rooms:block')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  )
}

/** A day and a time on the wall clock of the zone, as the API has moments. */
function typedMoment(zone: string, typedDay: string, time: string): string {
  const [year = 0, month = 0, day = 0] = typedDay.split('-').map(Number)
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return momentIn(zone, year, month, day, hour, minute).toISOString()
}
