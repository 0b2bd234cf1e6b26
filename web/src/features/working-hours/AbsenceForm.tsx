import { Button, Group, Modal, Select, SimpleGrid, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useZone } from '@/app/me'
import { DateField } from '@/kit/DateField'
import { faultsByField } from '@/kit/problems'
import { SessionLinks } from '@/kit/SessionLinks'
import { Refused } from '@/kit/States'
import { TimeField } from '@/kit/TimeField'
import { useDraft } from '@/kit/useDraft'
import { type Entered, enter, type NewAbsence } from './queries'

type Values = {
  first: string
  last: string
  whole: boolean
  from_time: string
  until_time: string
  kind: NonNullable<NewAbsence['kind']>
  note: string
}

const KINDS = ['leave', 'sickness', 'training', 'other'] as const

/** Days off, or a part of a day; then, which sessions lie in it and want another time. */
export function AbsenceForm({ person, close }: { person: string; close: () => void }) {
  const { t } = useTranslation()
  const zone = useZone()
  const queries = useQueryClient()
  const unread = (time: string, { whole }: Values) => (whole || time !== '' ? null : t('app:clock.unread'))
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: {
      first: '',
      last: '',
      whole: true,
      from_time: '09:00',
      until_time: '17:00',
      kind: 'leave',
      note: '',
    },
    validate: {
      first: (day) => (day === '' ? t('working-hours:dayNeeded') : null),
      from_time: unread,
      until_time: unread,
      last: (day, { first }) => (day !== '' && day < first ? t('working-hours:endsBefore') : null),
    },
  })
  const forget = useDraft(`absence:${person}`, form)
  const entering = useMutation({
    mutationFn: ({ whole, from_time, until_time, first, last, ...said }: Values) =>
      enter({
        ...said,
        person_id: person,
        first,
        last: last === '' ? first : last,
        from_time: whole ? null : from_time,
        until_time: whole ? null : until_time,
        time_zone: zone,
      }),
    onError: (error) => form.setErrors(faultsByField(error)),
    onSuccess: async ({ sessions }) => {
      forget()
      await Promise.all(
        ['absences', 'sessions'].map((first) => queries.invalidateQueries({ queryKey: [first] })),
      )
      if (sessions.length === 0) close()
    },
  })
  const there = entering.data?.sessions ?? []
  return (
    <Modal
      opened
      onClose={close}
      title={t('working-hours:enter')}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      {there.length > 0 ? (
        <There sessions={there} close={close} />
      ) : (
        <form noValidate onSubmit={form.onSubmit((values) => entering.mutate(values))}>
          <Stack>
            <Text size="sm">{t('working-hours:effect')}</Text>
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <DateField
                label={t('working-hours:first')}
                required
                data-autofocus
                {...form.getInputProps('first')}
              />
              <DateField
                label={t('working-hours:last')}
                description={t('working-hours:lastHint')}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                {...form.getInputProps('last')}
              />
            </SimpleGrid>
            <Switch label={t('working-hours:whole')} {...form.getInputProps('whole', { type: 'checkbox' })} />
            {!form.values.whole && (
              <SimpleGrid cols={{ base: 1, xs: 2 }}>
                <TimeField
                  label={t('working-hours:fromTime')}
                  required
                  {...form.getInputProps('from_time')}
                />
                <TimeField
                  label={t('working-hours:untilTime')}
                  required
                  {...form.getInputProps('until_time')}
                />
              </SimpleGrid>
            )}
            <Select
              label={t('working-hours:why')}
              allowDeselect={false}
              data={KINDS.map((value) => ({ value, label: t(`working-hours:kind.${value}`) }))}
              {...form.getInputProps('kind')}
            />
            <TextInput
              label={t('working-hours:note')}
              description={t('working-hours:noteHint')}
              maxLength={500}
              {...form.getInputProps('note')}
            />
            <Refused error={entering.error} />
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {t('working-hours:cancel')}
              </Button>
              <Button type="submit" loading={entering.isPending}>
                {t('working-hours:save')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  )
}

function There({ sessions, close }: { sessions: Entered['sessions']; close: () => void }) {
  const { t } = useTranslation()
  return (
    <Stack role="status">
      <Text>{t('working-hours:there', { count: sessions.length })}</Text>
      <SessionLinks sessions={sessions} />
      <Group justify="flex-end">
        <Button onClick={close}>{t('app:close')}</Button>
      </Group>
    </Stack>
  )
}
