import { Avatar, Card, Group, Stack, Text, Title } from '@mantine/core'
import { IconCalendarEvent, IconCertificate, IconClockHour4 } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMe, useZone } from '@/app/me'
import { useSession } from '@/app/session'
import { caseload } from '@/features/learners/queries'
import { TrainingList } from '@/features/learners/TrainingList'
import { Offers } from '@/features/offers/Offers'
import { Contact } from '@/features/programme/Contact'
import { useCarers } from '@/features/programme/useCarers'
import { NextSession } from '@/features/sessions/NextSession'
import { plannedSessions } from '@/features/sessions/queries'
import { nextOf } from '@/features/sessions/sorting'
import { timeLogQuery } from '@/features/time-log/queries'
import { Later } from '@/kit/Later'
import { Failed, Loaded, Loading } from '@/kit/States'
import { TextLink } from '@/kit/TextLink'
import { Tile } from '@/kit/Tile'
import { useHours } from '@/kit/useHours'
import { useNow } from '@/kit/useNow'
import { Duties } from './Duties'
import classes from './Home.module.css'
import { NewsTile } from './NewsTile'

export default function LearnerHome() {
  const { t } = useTranslation()
  const { person } = useSession()
  const zone = useZone()
  const now = useNow()
  const sessions = useQuery(plannedSessions({ learner_id: person.id }, zone))
  return (
    <div className={classes.grid}>
      <div className={`${classes.four} ${classes.afterNext}`}>
        <Later>
          <Self />
        </Later>
      </div>
      <div className={classes.eight}>
        <Offers />
        {/* A tile fills what it stands in; the duties stand below it in the same column. */}
        <div>
          <Tile
            icon={IconCalendarEvent}
            title={t('sessions:next')}
            action={<All to="/plan" words="plan:title" />}
          >
            <Loaded query={sessions} height={44}>
              {({ items }) => <NextSession session={nextOf(items, now)} />}
            </Loaded>
          </Tile>
        </div>
        <Later>
          <Duties learnerId={person.id} />
        </Later>
      </div>
      <Later>
        <div className={`${classes.four} ${classes.last}`}>
          <TimeTile learnerId={person.id} />
        </div>
        <div className={`${classes.eight} ${classes.last}`}>
          <NewsTile />
        </div>
      </Later>
    </div>
  )
}

/** Who the learner is and where their training stands (SA-07); a photograph has a place and is nobody's yet. */
function Self() {
  const { t } = useTranslation()
  const { person, provider } = useSession()
  const me = useMe().data?.person
  return (
    <Card h="100%" component="section" aria-label={t('home:you')}>
      <Group gap="md" mb="lg" wrap="nowrap">
        <Avatar name={person.name} size={64} radius="xl" color="estuary" />
        <div>
          <Title order={2} size="h4">
            {person.name}
          </Title>
          <Text size="sm" c="dimmed">
            {me?.learner_number == null
              ? provider.name
              : t('home:providerAndNumber', { provider: provider.name, number: me.learner_number })}
          </Text>
        </div>
      </Group>
      <Group gap="xs" mb="sm">
        <IconCertificate size={20} stroke={1.7} aria-hidden />
        <Title order={3} size="h5">
          {t('learners:trainingTitle')}
        </Title>
      </Group>
      <TrainingList learnerId={person.id} />
      <OwnAssessors learnerId={person.id} />
    </Card>
  )
}

/** The learner's first contact for help, in each component (SA-68). */
function OwnAssessors({ learnerId }: { learnerId: string }) {
  const own = useQuery(caseload({ learner_id: learnerId })).data?.items ?? []
  const carersOf = useCarers(own)
  const assessors = own.flatMap(carersOf).filter(({ writtenToAbout }) => writtenToAbout !== undefined)
  if (assessors.length === 0) return null
  return (
    <Stack gap="md" mt="lg">
      {assessors.map((assessor) => (
        <Contact key={assessor.writtenToAbout} {...assessor} />
      ))}
    </Stack>
  )
}

function TimeTile({ learnerId }: { learnerId: string }) {
  const { t } = useTranslation()
  const hours = useHours()
  const { data, error, refetch } = useInfiniteQuery(timeLogQuery(learnerId))
  const totals = data?.pages[0]?.totals
  return (
    <Tile icon={IconClockHour4} title={t('time-log:title')} action={<All to="/time-log" words="home:open" />}>
      {totals === undefined &&
        (error === null ? <Loading /> : <Failed error={error} again={() => void refetch()} />)}
      {totals !== undefined && (
        <Stack gap="xs">
          <Amount name={t('time-log:offTheJob')} value={hours(totals.off_the_job_minutes)} strong />
          <Amount name={t('time-log:onTheJob')} value={hours(totals.on_the_job_minutes)} />
          <Amount name={t('time-log:total')} value={hours(totals.total_minutes)} />
        </Stack>
      )}
    </Tile>
  )
}

function Amount({ name, value, strong = false }: { name: string; value: string; strong?: boolean }) {
  return (
    <Group justify="space-between">
      <Text size="sm" c={strong ? undefined : 'dimmed'}>
        {name}
      </Text>
      <Text className="tabular" fw={strong ? 680 : 500} fz={strong ? 'xl' : 'md'}>
        {value}
      </Text>
    </Group>
  )
}

function All({ to, words }: { to: string; words: string }) {
  const { t } = useTranslation()
  return (
    <TextLink to={to} size="sm">
      {t(words)}
    </TextLink>
  )
}
