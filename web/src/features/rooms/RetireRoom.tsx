import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api, meantFor } from '@/api/client'
import { Refused } from '@/kit/States'
import type { Room } from './queries'

/** Asks before a room leaves the pool for good. */
export function RetireRoom({ room, close }: { room: Room; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const retiring = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/smart-rooms/{room_id}/retirement', {
          params: { path: { room_id: room.id } },
          headers: meantFor(room.version),
        }),
      ),
    onSuccess: async () => {
      notifications.show({ message: t('rooms:retired', { name: room.name }), color: 'green' })
      await queries.invalidateQueries({ queryKey: ['rooms'] })
      close()
    },
  })
  return (
    <Modal
      opened
      onClose={close}
      title={t('rooms:retireName', { name: room.name })}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          retiring.mutate()
        }}
      >
        <Stack>
          <Text size="sm">{t('rooms:retireEffect')}</Text>
          <Refused error={retiring.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('rooms:cancel')}
            </Button>
            <Button type="submit" color="red.9" loading={retiring.isPending}>
              {t('rooms:retire')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
