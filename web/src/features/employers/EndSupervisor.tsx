import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api, meantFor } from '@/api/client'
import { useZone } from '@/app/me'
import { DateField } from '@/kit/DateField'
import { FormDialog } from '@/kit/FormDialog'
import { faultsByField } from '@/kit/problems'
import { dayKey, partsIn } from '@/kit/time'
import type { Supervisor } from './queries'

type Props = { learnerId: string; supervisor: Supervisor; version: number; close: () => void }

/** The last day on which somebody supervises a learner, such as the end of the employment. */
export function EndSupervisor({ learnerId, supervisor, version, close }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const today = dayKey(partsIn(useZone(), new Date()))
  const form = useForm({
    mode: 'controlled',
    initialValues: { until_date: [today, supervisor.from_date].sort().at(-1) ?? today },
    validate: { until_date: (day) => (day === '' ? t('employers:dayNeeded') : null) },
  })
  const ending = useMutation({
    mutationFn: (body: { until_date: string }) =>
      answer(
        api.POST('/api/learners/{id}/supervisors/{supervisor_id}/ending', {
          params: { path: { id: learnerId, supervisor_id: supervisor.id } },
          headers: meantFor(version),
          body,
        }),
      ),
    onError: (error) => form.setErrors(faultsByField(error)),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['supervisors', learnerId] })
      close()
    },
  })
  return (
    <FormDialog
      title={t('employers:endOf', { name: supervisor.person_name })}
      close={close}
      onSubmit={form.onSubmit((values) => ending.mutate(values))}
      doing={ending}
      submit={t('employers:end')}
    >
      <DateField
        label={t('employers:lastDay')}
        min={supervisor.from_date}
        required
        data-autofocus
        {...form.getInputProps('until_date')}
      />
    </FormDialog>
  )
}
