import { Button, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api, meantFor } from '@/api/client'
import { LearnerTicks } from '@/features/booking/LearnerTicks'
import { bookingFormQuery } from '@/features/booking/queries'
import { refusalIn } from '@/features/booking/refusal'
import { RefusalNote } from '@/features/booking/Verdict'
import { Refused } from '@/kit/States'
import { useDraft } from '@/kit/useDraft'
import { CANCELLATIONS, sittingIn } from './outcomes'
import type { Session } from './queries'
import { useSaved } from './useSaved'

type Values = { ticked: string[]; outcome: (typeof CANCELLATIONS)[number]; reason: string }

/** Who is in the session, as ticks; whoever loses theirs gives the place up and reads why. */
export function ChangeParticipants({ session, close }: { session: Session; close: () => void }) {
  const { t } = useTranslation()
  const saved = useSaved()
  const before = sittingIn(session)
  const places = useQuery(bookingFormQuery).data?.places ?? 30
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: { ticked: before, outcome: 'cancelled_by_learner', reason: '' },
  })
  const forget = useDraft(`participants:${session.id}:${session.version}`, form)
  const { ticked, outcome, reason } = form.values
  const leaving = before.filter((id) => !ticked.includes(id))
  const joining = ticked.filter((id) => !before.includes(id))
  const changing = useMutation({
    mutationFn: (join: string[]) =>
      answer(
        api.POST('/api/sessions/{session_id}/participants', {
          params: { path: { session_id: session.id } },
          body: {
            joining: join,
            leaving: leaving.map((learner_id) => ({ learner_id, outcome, reason })),
          },
          headers: meantFor(session.version),
        }),
      ),
    onSuccess: async () => {
      forget()
      await saved(t('sessions:participantsChanged'))
      close()
    },
  })
  const refusal = refusalIn(changing.error)
  const busy = new Set(refusal?.clashes.map(({ id }) => id))
  const waiting = new Set(refusal?.waiting.map(({ id }) => id))
  const nothing = leaving.length === 0 && joining.length === 0
  return (
    <Modal
      opened
      onClose={close}
      title={t('sessions:changeParticipants')}
      size="xl"
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          changing.mutate(joining)
        }}
      >
        <Stack gap="md">
          <LearnerTicks
            ticked={ticked}
            most={places}
            busy={busy}
            courses={session.qualification_ids}
            onChange={(ids) => {
              changing.reset()
              form.setFieldValue('ticked', ids)
            }}
          />
          {leaving.length > 0 && (
            <>
              <Text size="sm">{t('sessions:leaving', { count: leaving.length })}</Text>
              <Select
                label={t('sessions:whoCancelled')}
                allowDeselect={false}
                data={CANCELLATIONS.map((value) => ({
                  value,
                  label: t(`sessions:outcomeName.${value}`),
                }))}
                {...form.getInputProps('outcome')}
              />
              <Textarea
                label={t('sessions:reason')}
                description={t('sessions:reasonHint')}
                autosize
                minRows={2}
                required
                {...form.getInputProps('reason')}
              />
            </>
          )}
          {refusal === null ? (
            <Refused error={changing.error} />
          ) : (
            <RefusalNote
              refusal={{
                ...refusal,
                alternatives: [],
                others: joining.filter((id) => !busy.has(id) && !waiting.has(id)),
              }}
              mends={{
                take: () => undefined,
                leaveOut: (others) => {
                  form.setFieldValue(
                    'ticked',
                    ticked.filter((id) => before.includes(id) || others.includes(id)),
                  )
                  changing.mutate(others)
                },
              }}
            />
          )}
          <Group justify="flex-end">
            <Button type="submit" disabled={nothing} loading={changing.isPending}>
              {t('sessions:saveParticipants')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
