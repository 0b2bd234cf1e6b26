import { Alert, Button, PasswordInput, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconCircleCheck } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/api/client'
import { asProblem } from '@/api/problem'
import { faultsByField } from '@/kit/problems'
import { Refused } from '@/kit/States'
import { Doorstep } from './Doorstep'

type Chosen = { user_name: string }
type Purpose = 'invitation' | 'reset'

const invitation = getRouteApi('/invitations/$token')
const reset = getRouteApi('/password-resets/$token')

export function AcceptInvitation() {
  const { token } = invitation.useParams()
  return (
    <ChoosePassword
      purpose="invitation"
      send={(password) =>
        answer(api.POST('/api/invitations/{token}', { params: { path: { token } }, body: { password } }))
      }
    />
  )
}

export function ResetPassword() {
  const { token } = reset.useParams()
  return (
    <ChoosePassword
      purpose="reset"
      send={(password) =>
        answer(api.POST('/api/password-resets/{token}', { params: { path: { token } }, body: { password } }))
      }
    />
  )
}

function ChoosePassword({
  purpose,
  send,
}: {
  purpose: Purpose
  send: (password: string) => Promise<Chosen>
}) {
  const { t } = useTranslation()
  const form = useForm({
    initialValues: { password: '', repeated: '' },
    validate: {
      password: (value) => (value === '' ? t('sign-in:passwordMissing') : null),
      repeated: (value, { password }) => (value === password ? null : t('sign-in:notTheSame')),
    },
  })
  const choosing = useMutation({
    mutationFn: ({ password }: { password: string }) => send(password),
    onError: (error) => form.setErrors(faultsByField(error)),
  })
  const hasFault = asProblem(choosing.error).faults.length > 0
  if (choosing.isSuccess) return <Done purpose={purpose} userName={choosing.data.user_name} />
  return (
    <Doorstep title={t(`sign-in:${purpose}.title`)} lead={t(`sign-in:${purpose}.lead`)}>
      <form onSubmit={form.onSubmit((values) => choosing.mutate(values))} noValidate>
        <Stack>
          <PasswordInput
            label={t('sign-in:newPassword')}
            description={t('sign-in:passwordHint')}
            autoComplete="new-password"
            size="md"
            visibilityToggleButtonProps={{
              'aria-label': t('sign-in:showPassword'),
              tabIndex: 0,
              'aria-hidden': false,
            }}
            {...form.getInputProps('password')}
          />
          <PasswordInput
            label={t('sign-in:repeatPassword')}
            autoComplete="new-password"
            size="md"
            visibilityToggleButtonProps={{
              'aria-label': t('sign-in:showPassword'),
              tabIndex: 0,
              'aria-hidden': false,
            }}
            {...form.getInputProps('repeated')}
          />
          {!hasFault && <Refused error={choosing.error} />}
          <Button type="submit" size="md" loading={choosing.isPending}>
            {t('sign-in:savePassword')}
          </Button>
        </Stack>
      </form>
    </Doorstep>
  )
}

function Done({ purpose, userName }: { purpose: Purpose; userName: string }) {
  const { t } = useTranslation()
  return (
    <Doorstep title={t(`sign-in:${purpose}.title`)}>
      <Alert
        color="green"
        icon={<IconCircleCheck size={20} />}
        title={t('sign-in:passwordSaved')}
        role="status"
      >
        {t('sign-in:signInAs', { userName })}
      </Alert>
      <Button component={Link} to="/sign-in" size="md">
        {t('sign-in:toSignIn')}
      </Button>
    </Doorstep>
  )
}
