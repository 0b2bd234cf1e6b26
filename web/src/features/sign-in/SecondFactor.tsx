import { Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/api/client'
import type { Session } from '@/app/session'
import { CodeForm } from './CodeForm'

/** The code of the app, or one of the recovery codes. */
export function SecondFactor({ then }: { then: (session: Session) => void }) {
  const { t } = useTranslation()
  const showing = useMutation({
    mutationFn: (code: string) => answer(api.POST('/api/browser-session/second-factor', { body: { code } })),
    onSuccess: then,
  })
  return (
    <>
      <CodeForm
        label={t('sign-in:code')}
        send={t('sign-in:signIn')}
        busy={showing.isPending}
        error={showing.error}
        onCode={showing.mutate}
      />
      <Text size="sm" c="dimmed">
        {t('sign-in:codeHint')}
      </Text>
    </>
  )
}
