import { Select, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/api/client'
import { useZone } from '@/app/me'
import { DateField } from '@/kit/DateField'
import { FormDialog } from '@/kit/FormDialog'
import { staffQuery } from '@/kit/names'
import { faultsByField } from '@/kit/problems'
import { dayKey, partsIn } from '@/kit/time'
import type { Link, Purpose } from './queries'

type Props = { qualification: string; purpose: Purpose; linked: Link[]; close: () => void }

/** Somebody may deliver, or quality assure, the qualification from a day on; those who may already are not offered. */
export function LinkForm({ qualification, purpose, linked, close }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const today = dayKey(partsIn(useZone(), new Date()))
  const staff = useQuery(staffQuery(purpose === 'deliver' ? 'assessor' : 'iqa')).data?.items ?? []
  const there = new Set(linked.filter((one) => one.until_date === null).map(({ person_id }) => person_id))
  const form = useForm<{ person: string | null; from: string }>({
    mode: 'controlled',
    initialValues: { person: null, from: today },
    validate: { person: (person) => (person === null ? t('qualifications:personNeeded') : null) },
  })
  const linking = useMutation({
    mutationFn: ({ person, from }: { person: string | null; from: string }) =>
      answer(
        api.POST('/api/staff-links', {
          body: {
            person_id: person ?? '',
            qualification_id: qualification,
            purpose,
            from_date: from === '' ? null : from,
          },
        }),
      ),
    onError: (error) => {
      const { person_id, from_date, ...others } = faultsByField(error)
      form.setErrors({ ...others, person: person_id, from: from_date })
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['staff-links'] })
      close()
    },
  })
  return (
    <FormDialog
      title={t(`qualifications:link.${purpose}`)}
      close={close}
      onSubmit={form.onSubmit((values) => linking.mutate(values))}
      doing={linking}
      submit={t('qualifications:save')}
    >
      <Text size="sm">{t('qualifications:linkEffect')}</Text>
      <Select
        label={t('qualifications:person')}
        searchable
        required
        data-autofocus
        data={staff
          .filter(({ id }) => !there.has(id))
          .map(({ id, display_name }) => ({ value: id, label: display_name }))}
        nothingFoundMessage={t('qualifications:nobodyFound')}
        {...form.getInputProps('person')}
      />
      <DateField label={t('qualifications:from')} {...form.getInputProps('from')} />
    </FormDialog>
  )
}
