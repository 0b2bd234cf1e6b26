import { Button, Group, Modal, NumberInput, Select, Stack, Switch, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api, meantFor } from '@/api/client'
import { useZone } from '@/app/me'
import { useSession } from '@/app/session'
import { useCentres } from '@/kit/names'
import { faultsByField } from '@/kit/problems'
import { Refused } from '@/kit/States'
import { useDraft } from '@/kit/useDraft'
import { WeekFields } from '@/kit/WeekFields'
import { OFFICE_WEEK, weekIn, weekText } from '@/kit/week'
import type { Room } from './queries'

type Values = {
  name: string
  centre: string
  capacity: number | string
  door: string
  always: boolean
  days: string[]
}

const EVERY = 'every'

/** A new room of the pool, or another name, size, door or week for one that is there. */
export function RoomForm({ room, close }: { room?: Room; close: () => void }) {
  const { t } = useTranslation()
  const { role } = useSession()
  const zone = useZone()
  const { all } = useCentres()
  const queries = useQueryClient()
  const form = useForm<Values>({
    initialValues: {
      name: room?.name ?? '',
      centre: room?.centre_id ?? (role === 'master_admin' ? EVERY : ''),
      capacity: room?.capacity ?? 8,
      door: '',
      always: (room?.week ?? null) === null,
      days: weekText(room?.week ?? OFFICE_WEEK),
    },
    validate: {
      name: (name) => (name.trim() === '' ? t('rooms:nameMissing') : null),
      centre: (centre) => (centre === '' ? t('rooms:centreMissing') : null),
      door: (door) => (room === undefined && door.trim() === '' ? t('rooms:doorMissing') : null),
      capacity: (capacity) => (typeof capacity === 'number' ? null : t('rooms:placesMissing')),
    },
  })
  const readable = form.values.always || weekIn(form.values.days) !== null
  const forget = useDraft(room === undefined ? 'room' : `room:${room.id}:${room.version}`, form)
  const saving = useMutation({
    mutationFn: ({ name, centre, capacity, door, always, days }: Values) => {
      const body = {
        name: name.trim(),
        capacity: Number(capacity),
        week: always ? null : weekIn(days),
        time_zone: room?.time_zone ?? zone,
      }
      if (room === undefined) {
        const owner = centre === EVERY ? null : centre
        return answer(
          api.POST('/api/smart-rooms', { body: { ...body, join_url: door.trim(), centre_id: owner } }),
        )
      }
      return answer(
        api.PUT('/api/smart-rooms/{room_id}', {
          params: { path: { room_id: room.id } },
          headers: meantFor(room.version),
          body: { ...body, ...(door.trim() === '' ? {} : { join_url: door.trim() }) },
        }),
      )
    },
    onError: (error) => {
      const { join_url, ...faults } = faultsByField(error)
      form.setErrors({ ...faults, ...(join_url === undefined ? {} : { door: join_url }) })
    },
    onSuccess: async ({ name }) => {
      forget()
      notifications.show({ message: t('rooms:saved', { name }), color: 'green' })
      await queries.invalidateQueries({ queryKey: ['rooms'] })
      close()
    },
  })
  const centres = all.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={room === undefined ? t('rooms:add') : t('rooms:changeName', { name: room.name })}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <form
        onSubmit={form.onSubmit((values) => {
          if (readable) saving.mutate(values)
        })}
        noValidate
      >
        <Stack>
          <TextInput
            label={t('rooms:name')}
            maxLength={60}
            withAsterisk
            data-autofocus
            {...form.getInputProps('name')}
          />
          {room === undefined && (
            <Select
              label={t('rooms:centre')}
              data={
                role === 'master_admin'
                  ? [{ value: EVERY, label: t('app:everyCentre') }, ...centres]
                  : centres
              }
              allowDeselect={false}
              withAsterisk
              {...form.getInputProps('centre')}
            />
          )}
          <NumberInput
            label={t('rooms:places')}
            description={t('rooms:placesHint')}
            min={2}
            max={1000}
            allowDecimal={false}
            withAsterisk
            {...form.getInputProps('capacity')}
          />
          <TextInput
            type="url"
            label={t('rooms:door')}
            description={t(room === undefined ? 'rooms:doorHint' : 'rooms:doorStays')}
            withAsterisk={room === undefined}
            {...form.getInputProps('door')}
          />
          <Switch label={t('rooms:always')} {...form.getInputProps('always', { type: 'checkbox' })} />
          {!form.values.always && (
            <WeekFields
              legend={t('rooms:hours')}
              days={form.values.days}
              onChange={(days) => form.setFieldValue('days', days)}
            />
          )}
          <Refused error={saving.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('rooms:cancel')}
            </Button>
            <Button type="submit" loading={saving.isPending}>
              {t('rooms:save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
