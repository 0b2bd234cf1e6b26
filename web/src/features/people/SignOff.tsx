import { Button, Group, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api, meantFor } from '@/api/client'
import { ADMINISTRATORS } from '@/app/roles'
import { useSession } from '@/app/session'
import { useNames } from '@/kit/names'
import { Loaded, Refused } from '@/kit/States'
import { Status } from '@/kit/Status'
import { useClock } from '@/kit/useClock'
import { type SignedOff, signOffQuery } from './queries'

/** Whether an assessor is signed off for digital reviews; administrators say so and take it back (DR-67). */
export function SignOff({ personId }: { personId: string }) {
  return <Loaded query={useQuery(signOffQuery(personId))}>{(found) => <Said found={found} />}</Loaded>
}

function Said({ found }: { found: SignedOff }) {
  const { t } = useTranslation()
  const clock = useClock()
  const { nameOf, sees } = useNames([found.by_person_id])
  const queries = useQueryClient()
  const about = { params: { path: { id: found.person_id } }, headers: meantFor(found.version) }
  const changing = useMutation({
    mutationFn: () =>
      answer(
        found.signed_off
          ? api.DELETE('/api/people/{id}/review-sign-off', about)
          : api.PUT('/api/people/{id}/review-sign-off', about),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: ['people', 'sign-off', found.person_id] }),
  })
  return (
    <>
      <Group gap="sm">
        <Text size="sm">{t('people:signOff.title')}</Text>
        <Status
          tone={found.signed_off ? 'good' : 'quiet'}
          word={t(found.signed_off ? 'people:signOff.yes' : 'people:signOff.no')}
        />
        {found.at !== null && (
          <Text size="sm" c="dimmed">
            {sees(found.by_person_id)
              ? t('people:signOff.by', { name: nameOf(found.by_person_id), date: clock.date(found.at) })
              : clock.date(found.at)}
          </Text>
        )}
        {ADMINISTRATORS.includes(useSession().role) && (
          <Button
            variant="default"
            size="compact-md"
            loading={changing.isPending}
            onClick={() => changing.mutate()}
          >
            {t(found.signed_off ? 'people:signOff.takeBack' : 'people:signOff.sign')}
          </Button>
        )}
      </Group>
      <Refused error={changing.error} />
    </>
  )
}
