import { Checkbox, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api, meantFor } from '@/api/client'
import { FormDialog } from '@/kit/FormDialog'
import { faultsByField } from '@/kit/problems'
import { Loaded } from '@/kit/States'
import { useDraft } from '@/kit/useDraft'
import { useTold } from '@/kit/useTold'
import { type Permission, type PermissionSet, permissionsQuery } from './queries'

type Values = { name: string; permissions: Permission[] }

/** A new set, or what a set is called and holds from now on. */
export function SetForm({ set, close }: { set?: PermissionSet; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const told = useTold()
  const all = useQuery(permissionsQuery)
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: { name: set?.name ?? '', permissions: set?.permissions ?? [] },
    validate: { name: (name) => (name.trim() === '' ? t('permission-sets:nameNeeded') : null) },
  })
  const forget = useDraft(`permission-set:${set?.id ?? 'new'}`, form)
  const saving = useMutation({
    mutationFn: ({ name, permissions }: Values) => {
      const body = { name: name.trim(), permissions }
      return set === undefined
        ? answer(api.POST('/api/permission-sets', { body }))
        : answer(
            api.PUT('/api/permission-sets/{id}', {
              params: { path: { id: set.id } },
              body,
              headers: meantFor(set.version),
            }),
          )
    },
    onError: (error) => form.setErrors(faultsByField(error)),
    onSuccess: async ({ name }) => {
      forget()
      told(t('permission-sets:saved', { name }))
      await queries.invalidateQueries({ queryKey: ['permission-sets'] })
      close()
    },
  })
  const { permissions } = form.values
  const toggle = (one: Permission) =>
    form.setFieldValue(
      'permissions',
      permissions.includes(one) ? permissions.filter((other) => other !== one) : [...permissions, one],
    )
  return (
    <FormDialog
      title={t(set === undefined ? 'permission-sets:define' : 'permission-sets:change')}
      close={close}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      doing={saving}
      submit={t('permission-sets:save')}
      size="lg"
    >
      <TextInput
        label={t('permission-sets:name')}
        maxLength={80}
        required
        data-autofocus
        {...form.getInputProps('name')}
      />
      <Loaded query={all} lines={6} height={36}>
        {({ items }) => (
          <Stack gap="sm" role="group" aria-label={t('permission-sets:permissions')}>
            {items.map(({ permission, always }) => (
              <Checkbox
                key={permission}
                label={t(`permission-sets:one.${permission}`)}
                description={
                  always ? t('permission-sets:always') : t(`permission-sets:meaning.${permission}`)
                }
                checked={always || permissions.includes(permission)}
                disabled={always}
                onChange={() => toggle(permission)}
              />
            ))}
          </Stack>
        )}
      </Loaded>
    </FormDialog>
  )
}
