import { Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api, meantFor } from '@/api/client'
import { useZone } from '@/app/me'
import { DateField } from '@/kit/DateField'
import { FormDialog } from '@/kit/FormDialog'
import { faultsByField } from '@/kit/problems'
import { dayKey, partsIn } from '@/kit/time'
import type { Link } from './queries'

/** The last day on which somebody may be given learners of the qualification; those they have stay theirs. */
export function EndLink({ link, close }: { link: Link; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const today = dayKey(partsIn(useZone(), new Date()))
  const form = useForm({
    mode: 'controlled',
    initialValues: { until_date: [today, link.from_date].sort().at(-1) ?? today },
    validate: { until_date: (day) => (day === '' ? t('qualifications:dayNeeded') : null) },
  })
  const ending = useMutation({
    mutationFn: (body: { until_date: string }) =>
      answer(
        api.POST('/api/staff-links/{id}/ending', {
          params: { path: { id: link.id } },
          headers: meantFor(link.version),
          body,
        }),
      ),
    onError: (error) => form.setErrors(faultsByField(error)),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['staff-links'] })
      close()
    },
  })
  return (
    <FormDialog
      title={t('qualifications:endOf', { name: link.person_name })}
      close={close}
      onSubmit={form.onSubmit((values) => ending.mutate(values))}
      doing={ending}
      submit={t('qualifications:end')}
    >
      <Text size="sm">{t('qualifications:endEffect')}</Text>
      <DateField
        label={t('qualifications:lastDay')}
        min={link.from_date}
        required
        data-autofocus
        {...form.getInputProps('until_date')}
      />
    </FormDialog>
  )
}
