import { Select, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/api/client'
import { useZone } from '@/app/me'
import { DateField } from '@/kit/DateField'
import { FormDialog } from '@/kit/FormDialog'
import { faultsByField } from '@/kit/problems'
import { dayKey, partsIn } from '@/kit/time'
import { employersPeopleQuery, employersQuery, RELATIONS, type Relation } from './queries'

type Values = { person_id: string; employer_id: string; relation: Relation; from_date: string }

/** Somebody supervises a learner from a day on; whoever did until further notice ends the day before. */
export function SupervisorForm({ learnerId, close }: { learnerId: string; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const people = useQuery(employersPeopleQuery).data?.items ?? []
  const employers = useQuery(employersQuery).data?.items ?? []
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: {
      person_id: '',
      employer_id: '',
      relation: 'line_manager',
      from_date: dayKey(partsIn(useZone(), new Date())),
    },
    validate: {
      person_id: (id) => (id === '' ? t('employers:personNeeded') : null),
      employer_id: (id) => (id === '' ? t('employers:employerNeeded') : null),
      from_date: (day) => (day === '' ? t('employers:dayNeeded') : null),
    },
  })
  const appointing = useMutation({
    mutationFn: (body: Values) =>
      answer(api.POST('/api/learners/{id}/supervisors', { params: { path: { id: learnerId } }, body })),
    onError: (error) => form.setErrors(faultsByField(error)),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['supervisors', learnerId] })
      close()
    },
  })
  return (
    <FormDialog
      title={t('employers:appoint')}
      close={close}
      onSubmit={form.onSubmit((values) => appointing.mutate(values))}
      doing={appointing}
      submit={t('employers:save')}
    >
      <Text size="sm">{t('employers:appointEffect')}</Text>
      <Select
        label={t('employers:person')}
        description={t('employers:personHint')}
        searchable
        required
        data-autofocus
        data={people.map(({ id, display_name }) => ({ value: id, label: display_name }))}
        nothingFoundMessage={t('employers:nothingFound')}
        {...form.getInputProps('person_id')}
      />
      <Select
        label={t('employers:one')}
        searchable
        required
        data={employers.map(({ id, name }) => ({ value: id, label: name }))}
        nothingFoundMessage={t('employers:nothingFound')}
        {...form.getInputProps('employer_id')}
      />
      <Select
        label={t('employers:as')}
        allowDeselect={false}
        data={RELATIONS.map((value) => ({ value, label: t(`employers:relation.${value}`) }))}
        {...form.getInputProps('relation')}
      />
      <DateField label={t('employers:from')} required {...form.getInputProps('from_date')} />
    </FormDialog>
  )
}
