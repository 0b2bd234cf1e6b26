import { Button, Group } from '@mantine/core'
import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { enter, knownSession, type Session, signOut, useSessionState } from '@/app/session'
import { Loading } from '@/kit/States'
import { TextLink } from '@/kit/TextLink'
import { DemoPeople } from './DemoPeople'
import { Doorstep } from './Doorstep'
import { SignInForm, useSignIn } from './SignInForm'

const Step = lazy(() => import('./Step'))

const route = getRouteApi('/sign-in')

/** User name and password, then what else the sign-in asks for, then where one wanted to go. */
export function SignIn() {
  const { t } = useTranslation()
  const { session } = useSessionState()
  const { next } = route.useSearch()
  const navigate = useNavigate()
  const router = useRouter()
  const goOn = ({ pending }: Session) => {
    if (pending !== null) return
    if (next === undefined) void navigate({ to: '/' })
    else router.history.push(next)
  }
  const signIn = useSignIn(goOn)
  useEffect(() => {
    void knownSession()
  }, [])

  if (session !== null && session.pending !== null) {
    return (
      <Doorstep title={t(`sign-in:step.${session.pending}`)} lead={t(`sign-in:stepLead.${session.pending}`)}>
        <Suspense fallback={<Loading />}>
          <Step session={session} then={(after) => goOn(enter(after))} />
        </Suspense>
        <Button variant="subtle" onClick={() => void signOut()}>
          {t('sign-in:notNow')}
        </Button>
      </Doorstep>
    )
  }
  return (
    <Doorstep title={t('sign-in:title')} lead={t('sign-in:lead')}>
      <SignInForm signIn={signIn} />
      <Group justify="center">
        <TextLink to="/forgotten-password" size="sm">
          {t('sign-in:forgotten')}
        </TextLink>
      </Group>
      <DemoPeople signIn={signIn} />
    </Doorstep>
  )
}
