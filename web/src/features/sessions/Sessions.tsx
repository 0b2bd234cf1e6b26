import { Card, Group, SegmentedControl, Select, Stack, Text, Title } from '@mantine/core'
import { IconCalendarOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useZone } from '@/app/me'
import { useSession } from '@/app/session'
import { useNames } from '@/kit/names'
import { Page } from '@/kit/Page'
import { Empty, Loaded } from '@/kit/States'
import { useClock } from '@/kit/useClock'
import { useCounted } from '@/kit/useCounted'
import { useSeek } from '@/kit/useSeek'
import { BookButton, Calendar, ViewChoice } from './calendar/Calendar'
import { plannedSessions, type Session, sessionCounts, type Which } from './queries'
import { SessionRow } from './SessionRow'
import classes from './Sessions.module.css'
import { byDay, STRETCHES, type Stretch } from './sorting'
import { useOwnSessions } from './useOwnSessions'
import { KINDS, TYPES, titleFor } from './words'

const route = getRouteApi('/frame/sessions')

/** Sessions as a calendar or as a list; a learner has so few that the list comes first. */
export function Sessions() {
  const { t } = useTranslation()
  const { role } = useSession()
  const search = route.useSearch()
  const view = search.view ?? (search.show !== undefined || role === 'learner' ? 'list' : 'week')
  return (
    <Page title={t(titleFor(role))} actions={<BookButton date={search.date} />}>
      <ViewChoice view={view} />
      {view === 'list' ? <PlannedList /> : <Calendar view={view} />}
    </Page>
  )
}

/** Planned sessions as a list, by when they need somebody. */
function PlannedList() {
  const { t } = useTranslation()
  const { show = 'week', type, kind } = route.useSearch()
  const seek = useSeek<{ view: 'list'; show: Stretch }>()
  const { role } = useSession()
  const zone = useZone()
  const whose = useOwnSessions()
  const counts = useQuery(sessionCounts(whose, zone, { type, kind })).data
  const query = useQuery(plannedSessions(whose, zone, { type, kind }, show))
  const counted = useCounted()
  const stretches = role === 'learner' ? STRETCHES.filter((stretch) => stretch !== 'overdue') : STRETCHES
  return (
    <>
      <SegmentedControl
        value={show}
        onChange={(value) => seek({ view: 'list', show: value })}
        aria-label={t('sessions:show')}
        data={stretches.map((stretch) => ({
          value: stretch,
          label:
            counts === undefined
              ? t(`sessions:stretch.${stretch}`)
              : t('sessions:stretchAndCount', {
                  stretch: t(`sessions:stretch.${stretch}`),
                  number: counted(counts[stretch], counts.most),
                }),
        }))}
        maw="min(640px, 100%)"
        classNames={{ root: classes.stretches, label: classes.stretch }}
      />
      {role !== 'learner' && <TypeAndKind />}
      <Loaded query={query} lines={5} height={56}>
        {({ items, more }) => (
          <>
            <Days sessions={items} overdue={show === 'overdue'} />
            {more && (
              <Text size="sm" c="dimmed">
                {t('sessions:onlyFirst', { number: items.length })}
              </Text>
            )}
          </>
        )}
      </Loaded>
    </>
  )
}

/** Which type and which kind are listed: two fields, as a session has them (SB-47). */
function TypeAndKind() {
  const { t } = useTranslation()
  const { type, kind } = route.useSearch()
  const seek = useSeek<Which>()
  return (
    <Group gap="sm" grow preventGrowOverflow={false} maw={640}>
      <Select
        label={t('sessions:typeFilter')}
        placeholder={t('sessions:anyType')}
        clearable
        clearButtonProps={{ 'aria-label': t('sessions:anyType') }}
        data={TYPES.map((value) => ({ value, label: t(`sessions:type.${value}`) }))}
        value={type ?? null}
        onChange={(type) => seek({ type })}
      />
      <Select
        label={t('sessions:countsAs')}
        placeholder={t('sessions:anyKind')}
        clearable
        clearButtonProps={{ 'aria-label': t('sessions:anyKind') }}
        data={KINDS.map((value) => ({ value, label: t(`sessions:kind.${value}`) }))}
        value={kind ?? null}
        onChange={(kind) => seek({ kind })}
      />
    </Group>
  )
}

function Days({ sessions, overdue }: { sessions: Session[]; overdue: boolean }) {
  const { t } = useTranslation()
  const clock = useClock()
  const { role } = useSession()
  const { nameOf } = useNames(sessions.flatMap(peopleOf))
  const who = (session: Session) =>
    role === 'assessor'
      ? namesOf(session.participants.map(({ learner_id }) => nameOf(learner_id)))
      : nameOf(session.assessor_id)
  const namesOf = (names: string[]) =>
    names.length <= 2
      ? names.join(', ')
      : t('sessions:andOthers', { name: names[0], count: names.length - 1 })

  if (sessions.length === 0) {
    return (
      <Empty icon={IconCalendarOff} title={t(overdue ? 'sessions:noneOverdue' : 'sessions:noneThen')}>
        {t(overdue ? 'sessions:noneOverdueHint' : 'sessions:noneThenHint')}
      </Empty>
    )
  }
  return (
    <Stack gap="lg">
      {byDay(sessions, clock.nearDay).map(([day, ofTheDay]) => (
        <section key={day}>
          <Title order={2} size="h5" mb="xs">
            {day}
          </Title>
          <Card padding={4}>
            {ofTheDay.map((session) => (
              <SessionRow key={session.id} session={session} who={who(session)} overdue={overdue} />
            ))}
          </Card>
        </section>
      ))}
      <Text size="xs" c="dimmed">
        {clock.zoneNote()}
      </Text>
    </Stack>
  )
}

const peopleOf = (session: Session) => [
  session.assessor_id,
  ...session.participants.map(({ learner_id }) => learner_id),
]
