import { Button, Fieldset, Group, Modal, Select, Stack, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api, meantFor } from '@/api/client'
import { useNames } from '@/kit/names'
import { faultsByField } from '@/kit/problems'
import { Refused } from '@/kit/States'
import { useDraft } from '@/kit/useDraft'
import { type Corrected, correctionsOf, ENDED, sittingIn } from './outcomes'
import type { Session } from './queries'
import { useSaved } from './useSaved'

type Values = { learners: Record<string, Corrected>; reason: string }

/** What was recorded wrongly, learner by learner, and why it is put right; the history keeps both. */
export function CorrectOutcome({ session, close }: { session: Session; close: () => void }) {
  const { t } = useTranslation()
  const saved = useSaved()
  const ids = sittingIn(session)
  const { nameOf } = useNames(ids)
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: {
      learners: Object.fromEntries(
        session.participants.map(({ learner_id, outcome }) => [learner_id, { outcome, notes: '' }]),
      ),
      reason: '',
    },
    validate: { reason: (reason) => (reason.trim() === '' ? t('sessions:correctionReasonNeeded') : null) },
  })
  const forget = useDraft(`correction:${session.id}:${session.version}`, form)
  const correcting = useMutation({
    mutationFn: ({ learners, reason }: Values) =>
      answer(
        api.POST('/api/sessions/{session_id}/outcome/correction', {
          params: { path: { session_id: session.id } },
          body: { reason, attendance: correctionsOf(session, learners) },
          headers: meantFor(session.version),
        }),
      ),
    onSuccess: async () => {
      forget()
      await saved(t('sessions:correctedNow'))
      close()
    },
    onError: (error) => form.setErrors(faultsByField(error)),
  })
  const { learners } = form.values
  const changed = correctionsOf(session, learners)
  const unexplained = changed.some(({ outcome, notes }) => outcome === 'no_show' && notes === undefined)
  const set = (id: string, changes: Partial<Corrected>) => {
    const before = learners[id]
    if (before !== undefined) form.setFieldValue('learners', { ...learners, [id]: { ...before, ...changes } })
  }
  return (
    <Modal
      opened
      onClose={close}
      title={t('sessions:correct')}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <form onSubmit={form.onSubmit((values) => correcting.mutate(values))}>
        <Stack gap="md">
          {ids.map((id) => (
            <Fieldset key={id} legend={nameOf(id)}>
              <Select
                label={t('sessions:outcome')}
                allowDeselect={false}
                data={ENDED.map((value) => ({ value, label: t(`sessions:outcomeName.${value}`) }))}
                value={learners[id]?.outcome ?? null}
                onChange={(outcome) =>
                  outcome !== null && set(id, { outcome: outcome as Corrected['outcome'] })
                }
              />
              {changed.some(({ learner_id, outcome }) => learner_id === id && outcome === 'no_show') && (
                <Textarea
                  mt="sm"
                  required
                  autosize
                  minRows={2}
                  maxLength={3000}
                  label={t('sessions:explain')}
                  value={learners[id]?.notes ?? ''}
                  onChange={(event) => set(id, { notes: event.currentTarget.value })}
                />
              )}
            </Fieldset>
          ))}
          <Textarea
            label={t('sessions:correctionReason')}
            description={t('sessions:correctionReasonHint')}
            autosize
            minRows={2}
            maxLength={1000}
            required
            {...form.getInputProps('reason')}
          />
          <Refused error={correcting.error} />
          <Group justify="flex-end">
            <Button
              type="submit"
              disabled={changed.length === 0 || unexplained}
              loading={correcting.isPending}
            >
              {t('sessions:correct')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
