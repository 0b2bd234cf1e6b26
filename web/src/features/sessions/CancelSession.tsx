import { Button, Group, Modal, Select, Stack, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api, meantFor } from '@/api/client'
import { faultsByField } from '@/kit/problems'
import { Refused } from '@/kit/States'
import { useDraft } from '@/kit/useDraft'
import { CANCELLATIONS } from './outcomes'
import type { Session } from './queries'
import { useSaved } from './useSaved'
import { type Which, WhichOnes } from './WhichOnes'

type Values = { outcome: (typeof CANCELLATIONS)[number]; reason: string; which: Which }

/** Who called the session off, and why; the learners read the reason. */
export function CancelSession({ session, close }: { session: Session; close: () => void }) {
  const { t } = useTranslation()
  const saved = useSaved()
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: { outcome: 'cancelled_by_assessor', reason: '', which: 'this' },
    validate: { reason: (reason) => (reason.trim() === '' ? t('sessions:reasonNeeded') : null) },
  })
  const forget = useDraft(`cancel:${session.id}`, form)
  const cancelling = useMutation({
    mutationFn: async ({ outcome, reason, which }: Values) => {
      const about = {
        params: { path: { session_id: session.id } },
        body: { outcome, reason },
        headers: meantFor(session.version),
      }
      if (which === 'following') {
        await answer(api.POST('/api/sessions/{session_id}/following/cancellation', about))
      } else await answer(api.POST('/api/sessions/{session_id}/cancellation', about))
    },
    onSuccess: async () => {
      forget()
      await saved(t('sessions:cancelledNow'))
      close()
    },
    onError: (error) => form.setErrors(faultsByField(error)),
  })
  return (
    <Modal
      opened
      onClose={close}
      title={t('sessions:cancel')}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <form onSubmit={form.onSubmit((values) => cancelling.mutate(values))}>
        <Stack gap="md">
          <Select
            label={t('sessions:whoCancelled')}
            allowDeselect={false}
            data={CANCELLATIONS.map((value) => ({ value, label: t(`sessions:outcomeName.${value}`) }))}
            {...form.getInputProps('outcome')}
          />
          <Textarea
            label={t('sessions:reason')}
            description={t('sessions:reasonHint')}
            autosize
            minRows={3}
            maxLength={1000}
            required
            data-autofocus
            {...form.getInputProps('reason')}
          />
          <WhichOnes
            session={session}
            value={form.values.which}
            onChange={(which) => form.setFieldValue('which', which)}
          />
          <Refused error={cancelling.error} />
          <Group justify="flex-end">
            <Button type="submit" color="red.9" loading={cancelling.isPending}>
              {t('sessions:cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
