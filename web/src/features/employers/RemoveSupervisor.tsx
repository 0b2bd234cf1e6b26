import { Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api, meantFor } from '@/api/client'
import { FormDialog } from '@/kit/FormDialog'
import type { Supervisor } from './queries'

type Props = { learnerId: string; supervisor: Supervisor; version: number; close: () => void }

/** Takes back who was noted by mistake, after asking once more. */
export function RemoveSupervisor({ learnerId, supervisor, version, close }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const removing = useMutation({
    mutationFn: () =>
      answer(
        api.DELETE('/api/learners/{id}/supervisors/{supervisor_id}', {
          params: { path: { id: learnerId, supervisor_id: supervisor.id } },
          headers: meantFor(version),
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['supervisors', learnerId] })
      close()
    },
  })
  return (
    <FormDialog
      title={t('employers:removeOf', { name: supervisor.person_name })}
      close={close}
      onSubmit={(event) => {
        event.preventDefault()
        removing.mutate()
      }}
      doing={removing}
      submit={t('employers:remove')}
    >
      <Text>{t('employers:removeEffect')}</Text>
    </FormDialog>
  )
}
