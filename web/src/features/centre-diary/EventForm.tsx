import { NumberInput, Select, SimpleGrid, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api, meantFor } from '@/api/client'
import { useCentre } from '@/app/centre'
import { useZone } from '@/app/me'
import { DateField } from '@/kit/DateField'
import { FormDialog } from '@/kit/FormDialog'
import { useCentres } from '@/kit/names'
import { faultsByField } from '@/kit/problems'
import { TimeField } from '@/kit/TimeField'
import { useDraft } from '@/kit/useDraft'
import { useTold } from '@/kit/useTold'
import { Invited } from './Invited'
import type { CentreEvent } from './queries'

type Values = {
  title: string
  centre: string
  day: string
  time: string
  minutes: number | string
  place: string
  notes: string
  invited: string[]
}

const FIELDS: Record<string, string> = { local_start: 'day', centre_id: 'centre', invited_ids: 'invited' }

/** A new event of a centre, or everything about one that is planned, said anew (CE-09). */
export function EventForm({ event, close }: { event?: CentreEvent; close: () => void }) {
  const { t } = useTranslation()
  const own = useZone()
  const centres = useCentres().all
  const looked = useCentre()
  const queries = useQueryClient()
  const told = useTold()
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: {
      title: event?.title ?? '',
      centre: event?.centre_id ?? looked ?? '',
      day: event?.local_start.slice(0, 10) ?? '',
      time: event?.local_start.slice(11, 16) ?? '10:00',
      minutes: event?.minutes ?? 60,
      place: event?.place ?? '',
      notes: event?.notes ?? '',
      invited: event?.invited_ids ?? [],
    },
    validate: {
      title: (title) => (title.trim() === '' ? t('centre-diary:titleNeeded') : null),
      centre: (centre) => (centre === '' && centres.length !== 1 ? t('centre-diary:centreNeeded') : null),
      day: (day) => (day === '' ? t('centre-diary:dayNeeded') : null),
      time: (time) => (time === '' ? t('centre-diary:timeNeeded') : null),
      minutes: (minutes) => (typeof minutes === 'number' ? null : t('centre-diary:minutesNeeded')),
      invited: (ids) => (ids.length === 0 ? t('centre-diary:invitedNeeded') : null),
    },
  })
  const [only] = centres.length === 1 ? centres : []
  const centre = form.values.centre || (only?.id ?? '')
  const forget = useDraft(event === undefined ? 'event' : `event:${event.id}:${event.version}`, form)
  const saving = useMutation({
    mutationFn: (values: Values) => {
      const body = {
        title: values.title.trim(),
        local_start: `${values.day}T${values.time}`,
        time_zone: event?.time_zone ?? own,
        minutes: Number(values.minutes),
        place: values.place.trim() === '' ? null : values.place.trim(),
        notes: values.notes.trim(),
        invited_ids: values.invited,
      }
      if (event === undefined)
        return answer(api.POST('/api/events', { body: { ...body, centre_id: centre } }))
      return answer(
        api.PUT('/api/events/{event_id}', {
          params: { path: { event_id: event.id } },
          headers: meantFor(event.version),
          body,
        }),
      )
    },
    onSuccess: async ({ title }) => {
      forget()
      told(t('centre-diary:eventSaved', { title }))
      await Promise.all(
        ['events', 'sessions'].map((first) => queries.invalidateQueries({ queryKey: [first] })),
      )
      close()
    },
    onError: (error) => form.setErrors(faultsByField(error, FIELDS)),
  })
  return (
    <FormDialog
      title={
        event === undefined ? t('centre-diary:addEvent') : t('centre-diary:editTitle', { title: event.title })
      }
      size="lg"
      close={close}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      doing={saving}
      submit={t('centre-diary:save')}
    >
      <TextInput
        label={t('centre-diary:title')}
        maxLength={120}
        required
        data-autofocus
        {...form.getInputProps('title')}
      />
      {event === undefined && centres.length > 1 && (
        <Select
          label={t('centre-diary:centre')}
          data={centres.map(({ id, name }) => ({ value: id, label: name }))}
          allowDeselect={false}
          required
          {...form.getInputProps('centre')}
          onChange={(chosen) => form.setValues({ centre: chosen ?? '', invited: [] })}
        />
      )}
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <DateField label={t('centre-diary:day')} required {...form.getInputProps('day')} />
        <TimeField label={t('centre-diary:time')} required {...form.getInputProps('time')} />
        <NumberInput
          label={t('centre-diary:minutes')}
          min={5}
          max={720}
          step={5}
          allowDecimal={false}
          required
          {...form.getInputProps('minutes')}
        />
      </SimpleGrid>
      <TextInput label={t('centre-diary:place')} maxLength={200} {...form.getInputProps('place')} />
      <Invited centre={centre} {...form.getInputProps('invited')} value={form.values.invited} />
      <Textarea
        label={t('centre-diary:notes')}
        autosize
        minRows={2}
        maxLength={2000}
        {...form.getInputProps('notes')}
      />
    </FormDialog>
  )
}
