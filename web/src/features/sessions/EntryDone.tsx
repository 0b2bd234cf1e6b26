import { Button, Card, Stack, Textarea, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconCheck } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api, meantFor } from '@/api/client'
import { Refused } from '@/kit/States'
import { useDraft } from '@/kit/useDraft'
import type { Session } from './queries'
import { useSaved } from './useSaved'

/** A change of circumstances or an Action is done: that is all there is to say, and what came of it. */
export function EntryDone({ entry }: { entry: Session }) {
  const { t } = useTranslation()
  const saved = useSaved()
  const form = useForm({ mode: 'controlled', initialValues: { notes: '' } })
  const forget = useDraft(`done:${entry.id}`, form)
  const finishing = useMutation({
    mutationFn: ({ notes }: { notes: string }) =>
      answer(
        api.POST('/api/sessions/{session_id}/outcome', {
          params: { path: { session_id: entry.id } },
          body: { outcome: 'completed', notes, attendance: [] },
          headers: meantFor(entry.version),
        }),
      ),
    onSuccess: async () => {
      forget()
      await saved(t('sessions:doneNow'))
    },
  })
  return (
    <Card component="section" aria-label={t('sessions:done')}>
      <form onSubmit={form.onSubmit((values) => finishing.mutate(values))}>
        <Stack gap="md" align="flex-start">
          <Title order={2} size="h5">
            {t('sessions:done')}
          </Title>
          <Textarea
            w="100%"
            label={t('sessions:whatCameOfIt')}
            autosize
            minRows={2}
            maxLength={3000}
            {...form.getInputProps('notes')}
          />
          <Refused error={finishing.error} />
          <Button
            type="submit"
            size="md"
            leftSection={<IconCheck size={20} aria-hidden />}
            loading={finishing.isPending}
          >
            {t('sessions:markDone')}
          </Button>
        </Stack>
      </form>
    </Card>
  )
}
