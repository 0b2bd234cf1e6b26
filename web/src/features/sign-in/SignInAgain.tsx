import { Button, Modal, Stack, Text } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { enter, forget, useSessionState } from '@/app/session'
import { SignInForm, useSignIn } from './SignInForm'

const Step = lazy(() => import('./Step'))

/** The session ended while somebody worked: they sign in over their work, and what they sent goes on by itself. */
export default function SignInAgain() {
  const { t } = useTranslation()
  const { session } = useSessionState()
  const signIn = useSignIn(() => undefined)
  const leave = () => {
    forget()
    location.assign('/sign-in')
  }
  return (
    <Modal
      opened
      onClose={leave}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      centered
      title={t('sign-in:again')}
    >
      <Stack>
        <Text size="sm">{t('sign-in:againLead', { name: session?.person.name ?? '' })}</Text>
        {session !== null && session.pending !== null ? (
          <Suspense>
            <Step session={session} then={enter} />
          </Suspense>
        ) : (
          <SignInForm signIn={signIn} />
        )}
        <Button variant="subtle" onClick={leave}>
          {t('sign-in:leave')}
        </Button>
      </Stack>
    </Modal>
  )
}
