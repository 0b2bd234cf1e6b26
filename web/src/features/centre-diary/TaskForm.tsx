import { Select, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api, meantFor } from '@/api/client'
import { useCentre } from '@/app/centre'
import { DateField } from '@/kit/DateField'
import { FormDialog } from '@/kit/FormDialog'
import { useCentres } from '@/kit/names'
import { faultsByField } from '@/kit/problems'
import { useDraft } from '@/kit/useDraft'
import { useTold } from '@/kit/useTold'
import type { Task } from './queries'

type Values = { title: string; centre: string; due_on: string; notes: string }

/** A new task of a centre, or another text or day for one that is there. */
export function TaskForm({ task, close }: { task?: Task; close: () => void }) {
  const { t } = useTranslation()
  const centres = useCentres().all
  const looked = useCentre()
  const queries = useQueryClient()
  const told = useTold()
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: {
      title: task?.title ?? '',
      centre: task?.centre_id ?? looked ?? '',
      due_on: task?.due_on ?? '',
      notes: task?.notes ?? '',
    },
    validate: {
      title: (title) => (title.trim() === '' ? t('centre-diary:titleNeeded') : null),
      centre: (centre) => (centre === '' && centres.length !== 1 ? t('centre-diary:centreNeeded') : null),
    },
  })
  const [only] = centres.length === 1 ? centres : []
  const forget = useDraft(task === undefined ? 'task' : `task:${task.id}:${task.version}`, form)
  const saving = useMutation({
    mutationFn: ({ title, centre, due_on, notes }: Values) => {
      const body = { title: title.trim(), notes: notes.trim(), due_on: due_on === '' ? null : due_on }
      if (task === undefined) {
        return answer(api.POST('/api/tasks', { body: { ...body, centre_id: centre || (only?.id ?? '') } }))
      }
      return answer(
        api.PUT('/api/tasks/{task_id}', {
          params: { path: { task_id: task.id } },
          headers: meantFor(task.version),
          body: { ...body, done: task.done },
        }),
      )
    },
    onSuccess: async ({ title }) => {
      forget()
      told(t('centre-diary:taskSaved', { title }))
      await queries.invalidateQueries({ queryKey: ['tasks'] })
      close()
    },
    onError: (error) => form.setErrors(faultsByField(error)),
  })
  return (
    <FormDialog
      title={
        task === undefined ? t('centre-diary:addTask') : t('centre-diary:editTitle', { title: task.title })
      }
      close={close}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      doing={saving}
      submit={t('centre-diary:save')}
    >
      <TextInput
        label={t('centre-diary:task')}
        maxLength={120}
        required
        data-autofocus
        {...form.getInputProps('title')}
      />
      {task === undefined && centres.length > 1 && (
        <Select
          label={t('centre-diary:centre')}
          data={centres.map(({ id, name }) => ({ value: id, label: name }))}
          allowDeselect={false}
          required
          {...form.getInputProps('centre')}
        />
      )}
      <DateField label={t('centre-diary:dueOn')} {...form.getInputProps('due_on')} />
      <Textarea
        label={t('centre-diary:notes')}
        autosize
        minRows={2}
        maxLength={2000}
        {...form.getInputProps('notes')}
      />
    </FormDialog>
  )
}
