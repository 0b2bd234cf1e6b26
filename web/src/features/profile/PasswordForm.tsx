import { Button, PasswordInput, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/api/client'
import { asProblem } from '@/api/problem'
import { faultsByField } from '@/kit/problems'
import { Refused } from '@/kit/States'
import { useTold } from '@/kit/useTold'

const EMPTY = { current_password: '', password: '' }

/** A new password; every other sign-in ends. */
export function PasswordForm() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const told = useTold()
  const missing = (value: string) => (value === '' ? t('sign-in:passwordMissing') : null)
  const form = useForm({ initialValues: EMPTY, validate: { current_password: missing, password: missing } })
  const changing = useMutation({
    mutationFn: (body: typeof EMPTY) => answer(api.PUT('/api/password', { body })),
    onError: (error) => form.setErrors(faultsByField(error)),
    onSuccess: async () => {
      form.reset()
      told(t('profile:passwordChanged'))
      await queries.invalidateQueries({ queryKey: ['sign-ins'] })
    },
  })
  const toggle = { 'aria-label': t('sign-in:showPassword'), tabIndex: 0, 'aria-hidden': false }
  return (
    <form onSubmit={form.onSubmit((values) => changing.mutate(values))} noValidate>
      <Stack>
        <PasswordInput
          label={t('profile:currentPassword')}
          autoComplete="current-password"
          visibilityToggleButtonProps={toggle}
          {...form.getInputProps('current_password')}
        />
        <PasswordInput
          label={t('sign-in:newPassword')}
          description={t('sign-in:passwordHint')}
          autoComplete="new-password"
          visibilityToggleButtonProps={toggle}
          {...form.getInputProps('password')}
        />
        {asProblem(changing.error).faults.length === 0 && <Refused error={changing.error} />}
        <Button
          type="submit"
          variant="light"
          loading={changing.isPending}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('profile:changePassword')}
        </Button>
      </Stack>
    </form>
  )
}
