import { Avatar, Badge, Card, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { DIARY_KEEPERS, SIGN_OFF_READERS } from '@/app/roles'
import { useMay, useSession } from '@/app/session'
import { personQuery } from '@/features/learners/queries'
import { useCentres } from '@/kit/names'
import { Page } from '@/kit/Page'
import { Failed, Loading } from '@/kit/States'
import { TextLink } from '@/kit/TextLink'
import { withWords } from '@/words'
import { SignOff } from './SignOff'

const GivenSet = lazy(async () => ({
  default: (await withWords(import('@/features/permission-sets/GivenSet'), 'permission-sets')).GivenSet,
}))

const route = getRouteApi('/frame/people/$personId')

/** A colleague: how to reach them, and as what they work where. */
export function PersonPage() {
  const { t } = useTranslation()
  const { personId } = route.useParams()
  const query = useQuery(personQuery(personId))
  const { nameOf } = useCentres()
  const { role: own, person } = useSession()
  const gives = own === 'master_admin' && person.id !== personId
  const keepsDiary = useMay('keep_diaries', DIARY_KEEPERS)
  const readsSignOff = SIGN_OFF_READERS.includes(own) || person.id === personId
  if (query.data === undefined) {
    return (
      <Page title={t('people:one')}>
        {query.isError ? (
          <Failed error={query.error} again={() => void query.refetch()} />
        ) : (
          <Loading lines={4} />
        )}
      </Page>
    )
  }
  const { display_name, email, roles } = query.data
  const custom = roles.some(({ role }) => role === 'custom_manager')
  return (
    <Page title={display_name}>
      <Card maw={640}>
        <Group align="flex-start" gap="lg">
          <Avatar name={display_name} size={56} radius="xl" color="estuary" />
          <Stack gap="sm">
            {email !== null && <Text>{email}</Text>}
            {roles.map(({ role, centre_ids }) => (
              <Group key={role} gap="sm">
                <Badge tt="none" variant="light" size="lg" radius="sm">
                  {t(`app:role.${role}`)}
                </Badge>
                <Text size="sm" c="dimmed">
                  {centre_ids.length === 0 ? t('app:everyCentre') : centre_ids.map(nameOf).join(', ')}
                </Text>
              </Group>
            ))}
            {readsSignOff && roles.some(({ role }) => role === 'assessor') && <SignOff personId={personId} />}
            {keepsDiary && roles.some(({ role }) => role === 'assessor' || role === 'iqa') && (
              <TextLink to="/working-hours/$personId" params={{ personId }}>
                {t('menu:staffHours')}
              </TextLink>
            )}
          </Stack>
        </Group>
      </Card>
      {gives && custom && (
        <Suspense fallback={<Loading lines={2} />}>
          <GivenSet key={query.data.version} person={query.data} />
        </Suspense>
      )}
    </Page>
  )
}
