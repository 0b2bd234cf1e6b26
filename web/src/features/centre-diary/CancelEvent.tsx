import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api, meantFor } from '@/api/client'
import { Refused } from '@/kit/States'
import { useTold } from '@/kit/useTold'
import type { CentreEvent } from './queries'

/** Asks before an event is called off. */
export function CancelEvent({ event, close }: { event: CentreEvent; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const told = useTold()
  const cancelling = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/events/{event_id}/cancellation', {
          params: { path: { event_id: event.id } },
          headers: meantFor(event.version),
        }),
      ),
    onSuccess: async () => {
      told(t('centre-diary:eventCancelled', { title: event.title }))
      await Promise.all(
        ['events', 'sessions'].map((first) => queries.invalidateQueries({ queryKey: [first] })),
      )
      close()
    },
  })
  return (
    <Modal
      opened
      onClose={close}
      title={t('centre-diary:cancelTitle', { title: event.title })}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <form
        onSubmit={(submitted) => {
          submitted.preventDefault()
          cancelling.mutate()
        }}
      >
        <Stack>
          <Text size="sm">{t('centre-diary:cancelEffect')}</Text>
          <Refused error={cancelling.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('centre-diary:keep')}
            </Button>
            <Button type="submit" color="red.9" loading={cancelling.isPending}>
              {t('centre-diary:cancelEvent')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
