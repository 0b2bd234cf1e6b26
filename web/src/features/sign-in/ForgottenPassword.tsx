import { Alert, Button, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconMailForward } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/api/client'
import { Refused } from '@/kit/States'
import { TextLink } from '@/kit/TextLink'
import { Doorstep } from './Doorstep'

export function ForgottenPassword() {
  const { t } = useTranslation()
  const form = useForm({
    initialValues: { user_name: '' },
    validate: { user_name: (value) => (value.trim() === '' ? t('sign-in:userNameMissing') : null) },
  })
  const asking = useMutation({
    mutationFn: (body: { user_name: string }) => answer(api.POST('/api/password-resets', { body })),
  })
  return (
    <Doorstep title={t('sign-in:forgottenTitle')} lead={t('sign-in:forgottenLead')}>
      {asking.isSuccess ? (
        <Alert icon={<IconMailForward size={20} />} title={t('sign-in:linkSentTitle')} role="status">
          {t('sign-in:linkSent')}
        </Alert>
      ) : (
        <form onSubmit={form.onSubmit((values) => asking.mutate(values))} noValidate>
          <Stack>
            <TextInput
              label={t('sign-in:userName')}
              autoComplete="username"
              autoCapitalize="none"
              size="md"
              {...form.getInputProps('user_name')}
            />
            <Refused error={asking.error} />
            <Button type="submit" size="md" loading={asking.isPending}>
              {t('sign-in:sendLink')}
            </Button>
          </Stack>
        </form>
      )}
      <TextLink to="/sign-in" size="sm" ta="center">
        {t('sign-in:backToSignIn')}
      </TextLink>
    </Doorstep>
  )
}
