import { Button, Card, Group, SimpleGrid, Stack, Tabs, Text, Title } from '@mantine/core'
import { IconCalendarPlus, IconFlag, IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ACTION_NOTERS, BOOKERS, STAFF } from '@/app/roles'
import { useMay, useSession } from '@/app/session'
import { useNames, useQualifications } from '@/kit/names'
import { Page } from '@/kit/Page'
import { Failed, Loading } from '@/kit/States'
import { Status } from '@/kit/Status'
import { TextLink } from '@/kit/TextLink'
import { Table } from '@/kit/table/Table'
import { useClock } from '@/kit/useClock'
import { useNow } from '@/kit/useNow'
import { Attendance } from './Attendance'
import { CorrectOutcome } from './CorrectOutcome'
import { EntryDone } from './EntryDone'
import { History } from './History'
import { JoinButton } from './JoinButton'
import { PlanningNotes, VisitNotes } from './Notes'
import { type Session, sessionQuery } from './queries'
import { openedIn, TABS } from './tabs'
import { useSessionWords } from './useSessionWords'
import { titleFor } from './words'

const route = getRouteApi('/frame/sessions/$sessionId')
const SessionActions = lazy(() => import('./SessionActions'))
const UpdatePlan = lazy(() => import('./UpdatePlan'))

export function SessionPage() {
  const { t } = useTranslation()
  const { sessionId } = route.useParams()
  const { role } = useSession()
  const query = useQuery(sessionQuery(sessionId))
  const words = useSessionWords()
  const clock = useClock()
  const trail = [{ to: '/sessions', label: t(titleFor(role)) }]
  if (query.data === undefined) {
    return (
      <Page title={t('sessions:one')} trail={trail}>
        {query.isError ? (
          <Failed error={query.error} again={() => void query.refetch()} />
        ) : (
          <Loading lines={5} />
        )}
      </Page>
    )
  }
  const session = query.data
  return (
    <Page
      title={words.nameOf(session)}
      trail={trail}
      lead={t('sessions:dayAndTime', {
        day: clock.day(session.starts_at),
        time: clock.span(session.starts_at, session.ends_at),
      })}
      actions={<Status tone={words.toneOf(session.state)} word={words.stateOf(session)} />}
    >
      <Group gap="sm" align="flex-start">
        <JoinButton session={session} />
        {session.state === 'planned' && (
          <Button
            variant="default"
            leftSection={<IconCalendarPlus size={20} aria-hidden />}
            onClick={() => words.addToCalendar(session)}
          >
            {t('sessions:addToCalendar')}
          </Button>
        )}
      </Group>
      {STAFF.includes(role) ? (
        <StaffTabs session={session} />
      ) : (
        <SimpleGrid cols={{ base: 1, md: 2 }} style={{ alignItems: 'start' }}>
          <Facts session={session} />
          <PlanningNotes session={session} />
          {session.state !== 'planned' && <VisitNotes session={session} />}
        </SimpleGrid>
      )}
    </Page>
  )
}

/** The tabs that staff work through (DR-11); the address says which is open. */
function StaffTabs({ session }: { session: Session }) {
  const { t } = useTranslation()
  const { tab = 'appointment' } = route.useSearch()
  const navigate = route.useNavigate()
  const visit = session.type !== null
  return (
    <Tabs
      value={visit || tab !== 'plan' ? tab : 'appointment'}
      onChange={(next) => void navigate({ search: openedIn({ tab: next }), replace: true })}
      keepMounted={false}
    >
      <Tabs.List mb="md">
        {TABS.filter((one) => visit || one !== 'plan').map((one) => (
          <Tabs.Tab key={one} value={one} px={{ base: 6, xs: 'md' }}>
            {t(`sessions:tab.${one}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="appointment">
        <Appointment session={session} />
      </Tabs.Panel>
      <Tabs.Panel value="plan">
        <Suspense fallback={<Loading lines={4} />}>
          <UpdatePlan session={session} />
        </Suspense>
      </Tabs.Panel>
      <Tabs.Panel value="notes">
        <Stack gap="md">
          {!visit && <PlanningNotes session={session} />}
          <VisitNotes session={session} />
        </Stack>
      </Tabs.Panel>
    </Tabs>
  )
}

function Appointment({ session }: { session: Session }) {
  const { t } = useTranslation()
  const { role, person } = useSession()
  const [correcting, setCorrecting] = useState(false)
  const begun = useNow() >= new Date(session.starts_at)
  const planned = session.state === 'planned'
  const ended = session.state === 'held' || session.state === 'not_held'
  const entry = session.type === null
  const own = role === 'assessor' && person.id === session.assessor_id
  const records = useMay('record_outcomes', ['business_support']) || own
  return (
    <Stack gap="md">
      {planned && BOOKERS.includes(role) && !entry && (
        <Suspense fallback={null}>
          <SessionActions session={session} />
        </Suspense>
      )}
      {planned && records && entry && <EntryDone key={session.version} entry={session} />}
      {planned && begun && records && !entry && session.participants.length > 0 && (
        <Attendance key={session.version} session={session} />
      )}
      <Group gap="sm">
        {ended && records && !entry && (
          <Button
            variant="default"
            leftSection={<IconPencil size={20} aria-hidden />}
            onClick={() => setCorrecting(true)}
          >
            {t('sessions:correct')}
          </Button>
        )}
        {!entry && ACTION_NOTERS.includes(role) && (
          <Button
            component={Link}
            to={`/diary-entries/new?about=${session.id}`}
            variant="default"
            leftSection={<IconFlag size={20} aria-hidden />}
          >
            {t('sessions:raiseAction')}
          </Button>
        )}
      </Group>
      {correcting && <CorrectOutcome session={session} close={() => setCorrecting(false)} />}
      <SimpleGrid cols={{ base: 1, md: 2 }} style={{ alignItems: 'start' }}>
        <Facts session={session} />
        <Participants session={session} />
      </SimpleGrid>
      <History sessionId={session.id} />
    </Stack>
  )
}

function Facts({ session }: { session: Session }) {
  const { t } = useTranslation()
  const clock = useClock()
  const words = useSessionWords()
  const { nameOf, sees } = useNames([session.assessor_id, session.booked_by_id])
  const { titleOf } = useQualifications()
  const entry = session.type === null
  return (
    <Card component="section">
      <Stack gap="md" component="dl" m={0}>
        {!entry && <Fact name={t('sessions:where')}>{words.placeOf(session)}</Fact>}
        <Fact name={t('sessions:assessor')}>{nameOf(session.assessor_id)}</Fact>
        {!entry && (
          <>
            <Fact name={t('sessions:countsAs')}>{t(`sessions:kind.${session.kind}`)}</Fact>
            <Fact name={t('sessions:method')}>{t(`sessions:methodName.${session.method}`)}</Fact>
            <Fact name={t('sessions:lasts')}>{t('sessions:minutes', { count: session.minutes })}</Fact>
          </>
        )}
        {session.about_session_id !== null && (
          <Fact name={t('sessions:about')}>
            <TextLink to="/sessions/$sessionId" params={{ sessionId: session.about_session_id }}>
              {t('sessions:theSession')}
            </TextLink>
          </Fact>
        )}
        {session.recorded_afterwards && (
          <Fact name={t('sessions:recordedAfterwards')}>
            {session.afterwards_reason ?? t('sessions:noMailNoRoom')}
          </Fact>
        )}
        {session.qualification_ids.length > 0 && (
          <Fact name={t('sessions:courses')}>{session.qualification_ids.map(titleOf).join(', ')}</Fact>
        )}
        {session.series !== null && (
          <Fact name={t('sessions:series')}>
            {t('sessions:ofSeries', { index: session.series.index, number: session.series.count })}
          </Fact>
        )}
        <Fact name={t('sessions:bookedBy')}>
          {sees(session.booked_by_id)
            ? t('sessions:byAndWhen', {
                name: nameOf(session.booked_by_id),
                when: clock.date(session.booked_at),
              })
            : clock.date(session.booked_at)}
        </Fact>
      </Stack>
    </Card>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="xs" c="dimmed">
        {name}
      </Text>
      <Text component="dd" m={0}>
        {children}
      </Text>
    </div>
  )
}

function Participants({ session }: { session: Session }) {
  const { t } = useTranslation()
  const words = useSessionWords()
  const { nameOf } = useNames(session.participants.map(({ learner_id }) => learner_id))
  return (
    <Card component="section" padding={0}>
      <Title order={2} size="h5" p="md" pb="xs">
        {t('sessions:participants', { count: session.participants.length })}
      </Title>
      <Table>
        <thead>
          <tr>
            <th>{t('sessions:learner')}</th>
            <th>{t('sessions:outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {session.participants.map(({ learner_id, outcome }) => (
            <tr key={learner_id}>
              <td>
                <TextLink to="/learners/$learnerId" params={{ learnerId: learner_id }}>
                  {nameOf(learner_id)}
                </TextLink>
              </td>
              <td>{words.outcomeOf(session, outcome)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  )
}
