import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/api/client'
import { enter, type Session } from '@/app/session'
import { Refused } from '@/kit/States'

type Credentials = { user_name: string; password: string; role?: string }

export const useSignIn = (then: (session: Session) => void) =>
  useMutation({
    mutationFn: (body: Credentials) => answer(api.POST('/api/browser-session', { body })),
    onSuccess: (session) => {
      then(enter(session))
    },
  })

/** User name and password; Enter sends it. */
export function SignInForm({ signIn }: { signIn: ReturnType<typeof useSignIn> }) {
  const { t } = useTranslation()
  const form = useForm({
    initialValues: { user_name: '', password: '' },
    validate: {
      user_name: (value) => (value.trim() === '' ? t('sign-in:userNameMissing') : null),
      password: (value) => (value === '' ? t('sign-in:passwordMissing') : null),
    },
  })
  return (
    <form onSubmit={form.onSubmit((values) => signIn.mutate(values))} noValidate>
      <Stack>
        <TextInput
          label={t('sign-in:userName')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          size="md"
          data-autofocus
          {...form.getInputProps('user_name')}
        />
        <PasswordInput
          label={t('sign-in:password')}
          autoComplete="current-password"
          size="md"
          visibilityToggleButtonProps={{
            'aria-label': t('sign-in:showPassword'),
            tabIndex: 0,
            'aria-hidden': false,
          }}
          {...form.getInputProps('password')}
        />
        <Refused error={signIn.error} />
        <Button type="submit" size="md" loading={signIn.isPending}>
          {t('sign-in:signIn')}
        </Button>
      </Stack>
    </form>
  )
}
