import { Divider, SimpleGrid, Text, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import classes from './DemoPeople.module.css'
import type { useSignIn } from './SignInForm'

type DemoPerson = { role: string; name: string; user_name: string; password: string }

/** On a development stack: people to look around as, by one click. Elsewhere there are none. */
export function DemoPeople({ signIn }: { signIn: ReturnType<typeof useSignIn> }) {
  const { t } = useTranslation()
  const { data: people = [] } = useQuery({
    queryKey: ['setup'],
    queryFn: demoPeople,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (people.length === 0) return null
  return (
    <>
      <Divider label={t('sign-in:lookAround')} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
        {people.map(({ role, name, user_name, password }) => (
          <UnstyledButton
            key={user_name}
            className={classes.person}
            disabled={signIn.isPending}
            onClick={() => signIn.mutate({ user_name, password, role })}
          >
            <Text size="sm" fw={600} truncate>
              {name}
            </Text>
            <Text size="xs" c="dimmed" truncate>
              {t(`app:role.${role}`)}
            </Text>
          </UnstyledButton>
        ))}
      </SimpleGrid>
    </>
  )
}

async function demoPeople(): Promise<DemoPerson[]> {
  const found = await fetch('/setup.json')
  return found.ok ? (await found.json()).people : []
}
