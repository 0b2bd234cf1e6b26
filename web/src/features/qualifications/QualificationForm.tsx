import { Group, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/api/client'
import { FormDialog } from '@/kit/FormDialog'
import { faultsByField } from '@/kit/problems'
import { useDraft } from '@/kit/useDraft'
import { useTold } from '@/kit/useTold'
import type { NewQualification } from './queries'

const LEVELS = ['entry_1', 'entry_2', 'entry_3', '1', '2', '3', '4', '5', '6', '7', '8'] as const
const TYPES = [
  'award',
  'certificate',
  'diploma',
  'standard',
  'framework',
  'skills_qualification',
  'other',
] as const

/** A new qualification of the catalogue. */
export function QualificationForm({ close }: { close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const told = useTold()
  const form = useForm<NewQualification>({
    mode: 'controlled',
    initialValues: { number: '', title: '', level: '2', type: 'diploma' },
    validate: {
      number: (number) => (number.trim() === '' ? t('qualifications:numberNeeded') : null),
      title: (title) => (title.trim() === '' ? t('qualifications:titleNeeded') : null),
    },
  })
  const forget = useDraft('qualification', form)
  const adding = useMutation({
    mutationFn: ({ number, title, ...rest }: NewQualification) =>
      answer(
        api.POST('/api/qualifications', { body: { ...rest, number: number.trim(), title: title.trim() } }),
      ),
    onError: (error) => form.setErrors(faultsByField(error)),
    onSuccess: async ({ title }) => {
      forget()
      told(t('qualifications:added', { title }))
      await queries.invalidateQueries({ queryKey: ['qualifications'] })
      close()
    },
  })
  return (
    <FormDialog
      title={t('qualifications:add')}
      close={close}
      onSubmit={form.onSubmit((values) => adding.mutate(values))}
      doing={adding}
      submit={t('qualifications:save')}
    >
      <TextInput
        label={t('qualifications:number')}
        description={t('qualifications:numberHint')}
        maxLength={20}
        required
        data-autofocus
        {...form.getInputProps('number')}
      />
      <TextInput
        label={t('qualifications:title')}
        maxLength={200}
        required
        {...form.getInputProps('title')}
      />
      <Group grow>
        <Select
          label={t('qualifications:level')}
          allowDeselect={false}
          data={LEVELS.map((value) => ({ value, label: t(`qualifications:levels.${value}`) }))}
          {...form.getInputProps('level')}
        />
        <Select
          label={t('qualifications:type')}
          allowDeselect={false}
          data={TYPES.map((value) => ({ value, label: t(`qualifications:types.${value}`) }))}
          {...form.getInputProps('type')}
        />
      </Group>
    </FormDialog>
  )
}
