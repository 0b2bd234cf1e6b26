import { Anchor, Group } from '@mantine/core'
import { getRouteApi, Link, useNavigate, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { DemoPeople } from './DemoPeople'
import { Doorstep } from './Doorstep'
import { SignInForm, useSignIn } from './SignInForm'

const route = getRouteApi('/sign-in')

export function SignIn() {
  const { t } = useTranslation()
  const { next } = route.useSearch()
  const navigate = useNavigate()
  const router = useRouter()
  const signIn = useSignIn(() => {
    if (next === undefined) void navigate({ to: '/' })
    else router.history.push(next)
  })
  return (
    <Doorstep title={t('sign-in:title')} lead={t('sign-in:lead')}>
      <SignInForm signIn={signIn} />
      <Group justify="center">
        <Anchor component={Link} to="/forgotten-password" size="sm">
          {t('sign-in:forgotten')}
        </Anchor>
      </Group>
      <DemoPeople signIn={signIn} />
    </Doorstep>
  )
}
