import { Button, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { Refused } from '@/kit/States'

type Props = { label: string; send: string; busy: boolean; error: unknown; onCode: (code: string) => void }

/** A code of an authenticator app; Enter sends it. */
export function CodeForm({ label, send, busy, error, onCode }: Props) {
  const { t } = useTranslation()
  const form = useForm({
    initialValues: { code: '' },
    validate: { code: (value) => (value.trim().length < 6 ? t('sign-in:codeMissing') : null) },
  })
  return (
    <form onSubmit={form.onSubmit(({ code }) => onCode(code.trim()))} noValidate>
      <Stack>
        <TextInput
          label={label}
          autoComplete="one-time-code"
          inputMode="numeric"
          size="md"
          data-autofocus
          {...form.getInputProps('code')}
        />
        <Refused error={error} />
        <Button type="submit" size="md" loading={busy}>
          {send}
        </Button>
      </Stack>
    </form>
  )
}
