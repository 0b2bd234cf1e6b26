import { Button, Group, List, Modal, Stack, Text, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/api/client'
import { asProblem } from '@/api/problem'
import { Refused } from '@/kit/States'

type Props = {
  back: boolean
  by: 'learner' | 'qualification'
  ids: string[]
  names: string[]
  close: () => void
  done: () => void
}

const SHOWN = 8

/** The second step (CE-56). Where a certificate is missing, a reason may stand in for it. */
export function Confirm({ back, by, ids, names, close, done }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const doing = useMutation({
    mutationFn: () => send(back, by, ids, reason.trim()),
    onSuccess: async () => {
      const said = back ? 'archive:retrieved' : 'archive:archived'
      notifications.show({ message: t(said, { count: ids.length }), color: 'green' })
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['archive'] }),
        queries.invalidateQueries({ queryKey: ['enrolments'] }),
      ])
      done()
    },
  })
  const needsReason = asProblem(doing.error).code === 'certificate_missing'
  return (
    <Modal
      opened
      onClose={close}
      title={t(back ? 'archive:sureBack' : 'archive:sure', { count: ids.length })}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          doing.mutate()
        }}
      >
        <Stack>
          <List size="sm">
            {names.slice(0, SHOWN).map((name, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two learners may have the same name
              <List.Item key={place}>{name}</List.Item>
            ))}
          </List>
          {names.length > SHOWN && (
            <Text size="sm" c="dimmed">
              {t('archive:andMore', { count: names.length - SHOWN })}
            </Text>
          )}
          {!back && <Text size="sm">{t(`archive:effect.${by}`)}</Text>}
          <Refused error={doing.error} />
          {needsReason && (
            <Textarea
              label={t('archive:reason')}
              description={t('archive:reasonHint')}
              value={reason}
              onChange={({ currentTarget }) => setReason(currentTarget.value)}
              maxLength={500}
              autosize
              minRows={2}
              withAsterisk
              data-autofocus
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('archive:cancel')}
            </Button>
            <Button
              type="submit"
              color="green.9"
              loading={doing.isPending}
              disabled={needsReason && reason.trim() === ''}
            >
              {t(back ? 'archive:confirmBack' : 'archive:confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function send(back: boolean, by: Props['by'], ids: string[], reason: string) {
  const override = reason === '' ? {} : { override_reason: reason }
  if (by === 'learner') {
    return back
      ? answer(api.POST('/api/archive/learners/retrieval', { body: { learner_ids: ids } }))
      : answer(api.POST('/api/archive/learners', { body: { learner_ids: ids, ...override } }))
  }
  return back
    ? answer(api.POST('/api/archive/enrolments/retrieval', { body: { enrolment_ids: ids } }))
    : answer(api.POST('/api/archive/enrolments', { body: { enrolment_ids: ids, ...override } }))
}
