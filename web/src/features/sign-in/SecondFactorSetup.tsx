import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/api/client'
import type { Session } from '@/app/session'
import { Loaded } from '@/kit/States'
import { AppKey } from './AppKey'
import { CodeForm } from './CodeForm'
import { RecoveryCodes } from './RecoveryCodes'

/** Where staff come in only with a second factor: the key for their app, its first code, the recovery codes. */
export function SecondFactorSetup({ then }: { then: (session: Session) => void }) {
  const { t } = useTranslation()
  const [after, setAfter] = useState<Session>()
  const key = useQuery({
    queryKey: ['second-factor', 'key'],
    queryFn: () => answer(api.POST('/api/browser-session/second-factor/setup')),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const confirming = useMutation({
    mutationFn: (code: string) =>
      answer(api.POST('/api/browser-session/second-factor/confirmation', { body: { code } })),
    onSuccess: ({ session }) => setAfter(session),
  })
  if (confirming.data !== undefined && after !== undefined) {
    return <RecoveryCodes codes={confirming.data.recovery_codes} onKept={() => then(after)} />
  }
  return (
    <Loaded query={key}>
      {(found) => (
        <>
          <AppKey {...found} />
          <CodeForm
            label={t('sign-in:firstCode')}
            send={t('sign-in:confirmApp')}
            busy={confirming.isPending}
            error={confirming.error}
            onCode={confirming.mutate}
          />
        </>
      )}
    </Loaded>
  )
}
