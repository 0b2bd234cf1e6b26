import { List, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/api/client'
import { FormDialog } from '@/kit/FormDialog'
import { useTold } from '@/kit/useTold'
import { idOf, type Sample } from './queries'

const SHOWN = 8

/** The second step: nobody of these is read about any more, at once. */
export function Withdraw(props: { samples: Sample[]; close: () => void; done: () => void }) {
  const { samples, close, done } = props
  const { t } = useTranslation()
  const queries = useQueryClient()
  const told = useTold()
  const withdrawing = useMutation({
    mutationFn: async () => {
      for (const eqa_id of new Set(samples.map((one) => one.eqa_id))) {
        const theirs = samples.filter((one) => one.eqa_id === eqa_id)
        const enrolment_ids = theirs.map((one) => one.enrolment_id)
        await answer(api.POST('/api/samples/withdrawal', { body: { eqa_id, enrolment_ids } }))
      }
    },
    onSuccess: () => {
      told(t('samples:withdrawn', { count: samples.length }))
      done()
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['samples'] }),
  })
  return (
    <FormDialog
      title={t('samples:sure', { count: samples.length })}
      close={close}
      onSubmit={(event) => {
        event.preventDefault()
        withdrawing.mutate()
      }}
      doing={withdrawing}
      submit={t('samples:confirm')}
    >
      <List size="sm">
        {samples.slice(0, SHOWN).map((one) => (
          <List.Item key={idOf(one)}>{one.learner_name}</List.Item>
        ))}
      </List>
      {samples.length > SHOWN && (
        <Text size="sm" c="dimmed">
          {t('samples:andMore', { count: samples.length - SHOWN })}
        </Text>
      )}
      <Text size="sm">{t('samples:effect')}</Text>
    </FormDialog>
  )
}
