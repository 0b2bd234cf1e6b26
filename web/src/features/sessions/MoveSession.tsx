import { Button, Group, Modal, NumberInput, SimpleGrid, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api, meantFor } from '@/api/client'
import { useSession } from '@/app/session'
import { DayPicker } from '@/features/booking/DayPicker'
import { refusalIn, startOf } from '@/features/booking/refusal'
import { RefusalNote } from '@/features/booking/Verdict'
import { Refused } from '@/kit/States'
import { TimeField } from '@/kit/TimeField'
import { useDraft } from '@/kit/useDraft'
import type { Session } from './queries'
import { useSaved } from './useSaved'
import { type Which, WhichOnes } from './WhichOnes'

type Values = { date: string | null; time: string; minutes: number | string; which: Which }

/** Another time for the session, or for it and those that follow; a time that is taken offers others. */
export function MoveSession({ session, close }: { session: Session; close: () => void }) {
  const { t } = useTranslation()
  const { person, role } = useSession()
  const saved = useSaved()
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: {
      date: session.local_start.slice(0, 10),
      time: session.local_start.slice(11, 16),
      minutes: session.minutes,
      which: 'this',
    },
  })
  const forget = useDraft(`move:${session.id}:${session.version}`, form)
  const moving = useMutation({
    mutationFn: async ({ override = false }: { override?: boolean }) => {
      const { date, time, minutes, which } = form.getValues()
      const body = {
        local_start: `${date}T${time}`,
        time_zone: session.time_zone,
        override,
        ...(typeof minutes === 'number' ? { minutes } : {}),
      }
      const about = {
        params: { path: { session_id: session.id } },
        body,
        headers: meantFor(session.version),
      }
      if (which === 'following') {
        await answer(api.POST('/api/sessions/{session_id}/following/rescheduling', about))
      } else await answer(api.POST('/api/sessions/{session_id}/rescheduling', about))
    },
    onSuccess: async () => {
      forget()
      await saved(t('sessions:movedNow'))
      close()
    },
  })
  const refusal = refusalIn(moving.error)
  const { date, time, which } = form.values
  const learners = session.participants.map(({ learner_id }) => learner_id)
  const mayOverride = role === 'master_admin' || session.assessor_id === person.id
  return (
    <Modal
      opened
      onClose={close}
      title={t('sessions:move')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (date !== null && time !== '') moving.mutate({})
        }}
      >
        <Stack gap="md">
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            <DayPicker
              label={t('booking:day')}
              value={date}
              onChange={(day) => form.setFieldValue('date', day)}
              party={{ assessor: session.assessor_id, learners }}
            />
            <TimeField required label={t('booking:time')} {...form.getInputProps('time')} />
            <NumberInput
              label={t('booking:minutes')}
              min={5}
              max={720}
              step={5}
              {...form.getInputProps('minutes')}
            />
          </SimpleGrid>
          <WhichOnes session={session} value={which} onChange={(next) => form.setFieldValue('which', next)} />
          {refusal === null ? (
            <Refused error={moving.error} />
          ) : (
            <RefusalNote
              refusal={refusal}
              mends={{
                take: (one) => {
                  moving.reset()
                  form.setValues(startOf(one))
                },
                ...(mayOverride ? { override: () => moving.mutate({ override: true }) } : {}),
              }}
            />
          )}
          <Group justify="flex-end">
            <Button type="submit" loading={moving.isPending}>
              {t('sessions:move')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
