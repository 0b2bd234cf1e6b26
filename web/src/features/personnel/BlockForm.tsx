import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/api/client'
import { faultsByField } from '@/kit/problems'
import { Refused } from '@/kit/States'
import { useDraft } from '@/kit/useDraft'
import type { Person } from './queries'

/** Why somebody is kept out from now on. */
export function BlockForm({ person, close }: { person: Person; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const form = useForm({
    initialValues: { reason: '' },
    validate: { reason: (value) => (value.trim() === '' ? t('personnel:reasonMissing') : null) },
  })
  const forget = useDraft(`block:${person.id}`, form)
  const blocking = useMutation({
    mutationFn: (body: { reason: string }) =>
      answer(api.POST('/api/people/{id}/block', { params: { path: { id: person.id } }, body })),
    onError: (error) => form.setErrors(faultsByField(error)),
    onSuccess: async () => {
      forget()
      notifications.show({ message: t('personnel:blocked', { name: person.display_name }), color: 'green' })
      await queries.invalidateQueries({ queryKey: ['people'] })
      close()
    },
  })
  return (
    <Modal
      opened
      onClose={close}
      title={t('personnel:sure', { name: person.display_name })}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <form onSubmit={form.onSubmit((values) => blocking.mutate(values))} noValidate>
        <Stack>
          <Text size="sm">{t('personnel:effect')}</Text>
          <Textarea
            label={t('personnel:reason')}
            maxLength={500}
            autosize
            minRows={2}
            withAsterisk
            data-autofocus
            {...form.getInputProps('reason')}
          />
          <Refused error={blocking.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('personnel:cancel')}
            </Button>
            <Button type="submit" color="red.9" loading={blocking.isPending}>
              {t('personnel:block')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
