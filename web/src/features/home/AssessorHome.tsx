import { Card, Text } from '@mantine/core'
import { IconCalendarEvent, IconCalendarOff, IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useZone } from '@/app/me'
import { EnrolmentTable } from '@/features/learners/EnrolmentTable'
import { caseload } from '@/features/learners/queries'
import { plannedSessions, type Session } from '@/features/sessions/queries'
import { SessionRow } from '@/features/sessions/SessionRow'
import { byStretch, nextOf } from '@/features/sessions/sorting'
import { useOwnSessions } from '@/features/sessions/useOwnSessions'
import { Later } from '@/kit/Later'
import { useNames } from '@/kit/names'
import { Empty, Loaded } from '@/kit/States'
import { useClock } from '@/kit/useClock'
import { useNow } from '@/kit/useNow'
import classes from './Home.module.css'
import { SessionCounts } from './SessionCounts'

const SHOWN = 5

export default function AssessorHome() {
  const { t } = useTranslation()
  const zone = useZone()
  const now = useNow()
  const sessions = useQuery(plannedSessions(useOwnSessions(), zone))
  const enrolments = useQuery(caseload())
  const clock = useClock()
  const nextWith = (learner: string) => {
    const theirs = sessions.data?.items.filter(({ participants }) =>
      participants.some(({ learner_id }) => learner_id === learner),
    )
    const next = nextOf(theirs ?? [], now)
    return next === undefined ? t('home:noneNext') : clock.moment(next.starts_at)
  }
  return (
    <>
      <SessionCounts />
      <div className={classes.grid}>
        <section className={classes.whole}>
          <h2 className={classes.heading}>{t('home:comingUp')}</h2>
          <Loaded query={sessions} lines={3} height={56}>
            {({ items }) => {
              const { today, week } = byStretch(items, zone, now)
              return <ComingUp sessions={[...today, ...week].slice(0, SHOWN)} />
            }}
          </Loaded>
        </section>
        <section className={classes.whole}>
          <h2 className={classes.heading}>{t('home:caseload')}</h2>
          <Later>
            <Loaded query={enrolments} lines={5} height={52}>
              {({ items }) =>
                items.length === 0 ? (
                  <Empty icon={IconUsers} title={t('learners:noneTitle')}>
                    {t('home:noCaseload')}
                  </Empty>
                ) : (
                  <EnrolmentTable
                    enrolments={items}
                    of="assessor"
                    more={{ title: t('sessions:next'), of: ({ learner_id }) => nextWith(learner_id) }}
                  />
                )
              }
            </Loaded>
          </Later>
        </section>
      </div>
    </>
  )
}

function ComingUp({ sessions }: { sessions: Session[] }) {
  const { t } = useTranslation()
  const clock = useClock()
  const { nameOf } = useNames(
    sessions.flatMap(({ participants }) => participants.map((one) => one.learner_id)),
  )
  if (sessions.length === 0) {
    return (
      <Card>
        <Empty icon={IconCalendarOff} title={t('home:nothingComing')}>
          {t('home:nothingComingHint')}
        </Empty>
      </Card>
    )
  }
  const who = ({ participants }: Session) => {
    const [first, ...others] = participants
    if (first === undefined) return t('app:nobody')
    const name = nameOf(first.learner_id)
    return others.length === 0 ? name : t('sessions:andOthers', { name, count: others.length })
  }
  return (
    <Card padding={4}>
      {sessions.map((session) => (
        <div key={session.id}>
          <Text size="xs" fw={600} c="dimmed" px={16} pt={10}>
            <IconCalendarEvent size={14} aria-hidden style={{ verticalAlign: '-2px', marginInlineEnd: 6 }} />
            {clock.nearDay(session.starts_at)}
          </Text>
          <SessionRow session={session} who={who(session)} />
        </div>
      ))}
    </Card>
  )
}
