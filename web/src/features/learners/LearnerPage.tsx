import { Avatar, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconCalendarEvent, IconCertificate, IconRoute, IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useZone } from '@/app/me'
import { EMPLOYER_READERS, PLAN_READERS, PROGRESS_READERS, SESSION_READERS } from '@/app/roles'
import { useMay, useSession } from '@/app/session'
import { NextSession } from '@/features/sessions/NextSession'
import { plannedSessions } from '@/features/sessions/queries'
import { nextOf } from '@/features/sessions/sorting'
import { useNames, useQualifications } from '@/kit/names'
import { Page } from '@/kit/Page'
import { Failed, Loaded, Loading } from '@/kit/States'
import { TextLink } from '@/kit/TextLink'
import { Tile } from '@/kit/Tile'
import { useNow } from '@/kit/useNow'
import { Nation } from './nation/Nation'
import { caseload, personQuery } from './queries'
import { Sharing } from './sharing/Sharing'
import { TrainingList } from './TrainingList'

const route = getRouteApi('/frame/learners/$learnerId')

/** A learner as those who look after them see them. */
export function LearnerPage() {
  const { t } = useTranslation()
  const { learnerId } = route.useParams()
  const { role } = useSession()
  const readsPlans = useMay('read_plans', PLAN_READERS)
  const readsProgress = useMay('read_progress', PROGRESS_READERS)
  const person = useQuery(personQuery(learnerId))
  const learners = role === 'employer_user' ? 'learners:apprentices' : 'learners:title'
  const trail = [{ to: '/learners', label: t(learners) }]
  if (person.data === undefined) {
    return (
      <Page title={t('learners:learner')} trail={trail}>
        {person.isError ? (
          <Failed error={person.error} again={() => void person.refetch()} />
        ) : (
          <Loading lines={5} />
        )}
      </Page>
    )
  }
  const { display_name, email, learner_number } = person.data
  return (
    <Page
      title={display_name}
      trail={trail}
      actions={
        readsPlans && (
          <Button
            component={Link}
            to={`/learners/${learnerId}/plan`}
            leftSection={<IconRoute size={20} aria-hidden />}
          >
            {t('plan:title')}
          </Button>
        )
      }
    >
      <Group gap="md">
        <Avatar name={display_name} size={56} radius="xl" color="estuary" />
        <Stack gap={0}>
          {learner_number !== null && (
            <Text size="sm">{t('learners:number', { number: learner_number })}</Text>
          )}
          {email !== null && (
            <Text size="sm" c="dimmed">
              {email}
            </Text>
          )}
        </Stack>
      </Group>
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        {readsProgress && (
          <Tile icon={IconCertificate} title={t('learners:trainingTitle')}>
            <TrainingList learnerId={learnerId} />
          </Tile>
        )}
        <LookedAfterBy learnerId={learnerId} />
        {SESSION_READERS.includes(role) && <Next learnerId={learnerId} />}
      </SimpleGrid>
    </Page>
  )
}

function LookedAfterBy({ learnerId }: { learnerId: string }) {
  const { t } = useTranslation()
  const { titleOf } = useQualifications()
  const seesSupervisors = useMay('book_sessions', EMPLOYER_READERS)
  const query = useQuery(caseload({ learner_id: learnerId }))
  const { nameOf, sees } = useNames(
    query.data?.items.flatMap((one) => [one.assessor_id, one.iqa_id, one.employer_id]) ?? [],
  )
  return (
    <Tile
      icon={IconUsers}
      title={t('learners:around')}
      action={
        seesSupervisors && (
          <TextLink to="/learners/$learnerId/supervisors" params={{ learnerId }}>
            {t('menu:supervisors')}
          </TextLink>
        )
      }
    >
      <Loaded query={query}>
        {({ items }) => (
          <Stack gap="md">
            {items.map((one) => (
              <Stack key={one.id} gap="xs">
                <Text fw={600}>{titleOf(one.qualification_id)}</Text>
                <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="xs">
                  <Around role={t('app:role.assessor')} name={nameOf(one.assessor_id)} />
                  <Around role={t('app:role.iqa')} name={nameOf(one.iqa_id)} />
                  {sees(one.employer_id) && (
                    <Around role={t('app:role.employer_user')} name={nameOf(one.employer_id)} />
                  )}
                </SimpleGrid>
                <Nation enrolment={one} />
                <Sharing enrolment={one} />
              </Stack>
            ))}
          </Stack>
        )}
      </Loaded>
    </Tile>
  )
}

function Around({ role, name }: { role: string; name: string }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {role}
      </Text>
      <Text>{name}</Text>
    </div>
  )
}

function Next({ learnerId }: { learnerId: string }) {
  const { t } = useTranslation()
  const zone = useZone()
  const now = useNow()
  const query = useQuery(plannedSessions({ learner_id: learnerId }, zone))
  return (
    <Tile icon={IconCalendarEvent} title={t('sessions:next')}>
      <Loaded query={query}>{({ items }) => <NextSession session={nextOf(items, now)} />}</Loaded>
    </Tile>
  )
}
