import {
  Button,
  Card,
  Group,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  Title,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api, meantFor } from '@/api/client'
import { useNames } from '@/kit/names'
import { Refused } from '@/kit/States'
import { TimeField } from '@/kit/TimeField'
import { momentIn } from '@/kit/time'
import { useDraft } from '@/kit/useDraft'
import classes from './Attendance.module.css'
import { type Came, HELD, type Held, outcomeOf, sittingIn } from './outcomes'
import type { Session } from './queries'
import { useSaved } from './useSaved'

type Values = {
  held: Held
  began: string
  minutes: number | string
  notes: string
  learners: Record<string, Came>
}

/** Who came: two large buttons a learner, and one at the bottom, where a thumb is. */
export function Attendance({ session }: { session: Session }) {
  const { t } = useTranslation()
  const saved = useSaved()
  const ids = sittingIn(session)
  const { nameOf } = useNames(ids)
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: {
      held: 'completed',
      began: session.local_start.slice(11, 16),
      minutes: session.minutes,
      notes: '',
      learners: Object.fromEntries(ids.map((id) => [id, { came: true, notes: '' }])),
    },
    validate: { began: (time) => (time === '' ? t('app:clock.unread') : null) },
  })
  const forget = useDraft(`outcome:${session.id}`, form)
  const recording = useMutation({
    mutationFn: ({ held, began, minutes, notes, learners }: Values) => {
      const [year = 0, month = 1, day = 1] = session.local_start.slice(0, 10).split('-').map(Number)
      const [hour = 0, minute = 0] = began.split(':').map(Number)
      const start = momentIn(session.time_zone, year, month, day, hour, minute)
      const body = {
        ...outcomeOf(held, learners, notes),
        actual_start_at: start.toISOString(),
        ...(typeof minutes === 'number' ? { actual_minutes: minutes } : {}),
      }
      return answer(
        api.POST('/api/sessions/{session_id}/outcome', {
          params: { path: { session_id: session.id } },
          body,
          headers: meantFor(session.version),
        }),
      )
    },
    onSuccess: async () => {
      forget()
      await saved(t('sessions:recordedNow'))
    },
  })
  const { learners } = form.values
  const set = (id: string, changes: Partial<Came>) => {
    const before = learners[id] ?? { came: true, notes: '' }
    form.setFieldValue('learners', { ...learners, [id]: { ...before, ...changes } })
  }
  const unexplained = ids.some((id) => learners[id]?.came === false && learners[id].notes.trim() === '')

  return (
    <Card component="section" aria-label={t('sessions:attendance')}>
      <form onSubmit={form.onSubmit((values) => recording.mutate(values))}>
        <Stack gap="md">
          <Title order={2} size="h5">
            {t('sessions:attendance')}
          </Title>
          <ul className={classes.list}>
            {ids.map((id) => {
              const one = learners[id] ?? { came: true, notes: '' }
              return (
                <li key={id}>
                  <div className={classes.learner}>
                    <Text fw={600} className={classes.name}>
                      {nameOf(id)}
                    </Text>
                    <Group gap="xs" wrap="nowrap" role="group" aria-label={nameOf(id)}>
                      <Button
                        size="md"
                        px="sm"
                        variant={one.came ? 'filled' : 'default'}
                        aria-pressed={one.came}
                        leftSection={<IconCheck size={20} aria-hidden />}
                        onClick={() => set(id, { came: true })}
                      >
                        {t('sessions:came')}
                      </Button>
                      <Button
                        size="md"
                        px="sm"
                        color="red.9"
                        variant={one.came ? 'default' : 'filled'}
                        aria-pressed={!one.came}
                        leftSection={<IconX size={20} aria-hidden />}
                        onClick={() => set(id, { came: false })}
                      >
                        {t('sessions:absent')}
                      </Button>
                    </Group>
                  </div>
                  {!one.came && (
                    <Textarea
                      mt="xs"
                      required
                      autosize
                      minRows={2}
                      label={t('sessions:explain')}
                      value={one.notes}
                      onChange={(event) => set(id, { notes: event.currentTarget.value })}
                    />
                  )}
                </li>
              )
            })}
          </ul>
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            <Select
              label={t('sessions:heldHow')}
              allowDeselect={false}
              data={HELD.map((value) => ({ value, label: t(`sessions:outcomeName.${value}`) }))}
              {...form.getInputProps('held')}
            />
            <TimeField label={t('sessions:began')} required {...form.getInputProps('began')} />
            <NumberInput
              label={t('sessions:tookMinutes')}
              min={1}
              max={720}
              {...form.getInputProps('minutes')}
            />
          </SimpleGrid>
          <Textarea
            label={t('sessions:outcomeNotes')}
            autosize
            minRows={2}
            maxLength={3000}
            {...form.getInputProps('notes')}
          />
          <Refused error={recording.error} />
          <div className={classes.foot}>
            <Button type="submit" size="lg" fullWidth disabled={unexplained} loading={recording.isPending}>
              {t('sessions:record')}
            </Button>
          </div>
        </Stack>
      </form>
    </Card>
  )
}
