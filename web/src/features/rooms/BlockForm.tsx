import { Button, Group, Modal, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api, meantFor } from '@/api/client'
import { useZone } from '@/app/me'
import { faultsByField } from '@/kit/problems'
import { SessionLinks } from '@/kit/SessionLinks'
import { Refused } from '@/kit/States'
import { momentIn } from '@/kit/time'
import { useClock } from '@/kit/useClock'
import { useDraft } from '@/kit/useDraft'
import type { Room } from './queries'

type Values = { starts_at: string; ends_at: string; reason: string }

/** A time at which the room cannot be used; then, which sessions move to other rooms because of it. */
export function BlockForm({ room, close }: { room: Room; close: () => void }) {
  const { t } = useTranslation()
  const clock = useClock()
  const zone = useZone()
  const queries = useQueryClient()
  const missing = (moment: string) => (moment === '' ? t('rooms:momentMissing') : null)
  const form = useForm<Values>({
    initialValues: { starts_at: '', ends_at: '', reason: '' },
    validate: {
      starts_at: missing,
      ends_at: (ends, { starts_at }) =>
        missing(ends) ?? (ends <= starts_at ? t('rooms:endsBeforeStart') : null),
    },
  })
  const forget = useDraft(`room-block:${room.id}`, form)
  const blocking = useMutation({
    mutationFn: ({ starts_at, ends_at, reason }: Values) =>
      answer(
        api.POST('/api/smart-rooms/{room_id}/maintenance', {
          params: { path: { room_id: room.id } },
          headers: meantFor(room.version),
          body: {
            starts_at: typedMoment(zone, starts_at),
            ends_at: typedMoment(zone, ends_at),
            reason: reason.trim(),
          },
        }),
      ),
    onError: (error) => form.setErrors(faultsByField(error)),
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
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <TextInput
                type="datetime-local"
                label={t('rooms:from')}
                withAsterisk
                data-autofocus
                {...form.getInputProps('starts_at')}
              />
              <TextInput
                type="datetime-local"
                label={t('rooms:until')}
                withAsterisk
                {...form.getInputProps('ends_at')}
              />
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

/** `2026-11-25T10:00` on the wall clock of the zone, as the API has moments. */
function typedMoment(zone: string, typed: string): string {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = typed.split(/[-T:]/).map(Number)
  return momentIn(zone, year, month, day, hour, minute).toISOString()
}
