import { Group, SimpleGrid, Text } from '@mantine/core'
import { IconCalendarEvent, IconClockHour4, IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Problem } from '@/api/problem'
import { useSession } from '@/app/session'
import { caseload, type Training, trainingQuery } from '@/features/learners/queries'
import { TrainingStatus } from '@/features/learners/TrainingStatus'
import { PlanItem } from '@/features/plan/PlanItem'
import { planQuery } from '@/features/plan/queries'
import { Page } from '@/kit/Page'
import { PlainList } from '@/kit/PlainList'
import { Failed, Loaded } from '@/kit/States'
import { Tile } from '@/kit/Tile'
import { useHours } from '@/kit/useHours'
import { Contact } from './Contact'
import { hoursQuery } from './queries'
import { useCarers } from './useCarers'

const route = getRouteApi('/frame/programme/$enrolmentId')

/** One component of a learner's programme: who looks after them in it, its sessions, and its hours (SA-05). */
export function ComponentPage() {
  const { t } = useTranslation()
  const { enrolmentId } = route.useParams()
  const { person } = useSession()
  const query = useQuery(trainingQuery(person.id))
  const training = query.data?.items.find(({ enrolment_id }) => enrolment_id === enrolmentId)
  return (
    <Page
      title={training?.qualification?.title ?? t('app:aQualification')}
      {...(training === undefined ? {} : { actions: <TrainingStatus training={training} /> })}
    >
      <Loaded query={query} lines={5}>
        {() =>
          training === undefined ? (
            <Failed error={new Problem(404, 'no_such_page', '')} />
          ) : (
            <Component training={training} />
          )
        }
      </Loaded>
    </Page>
  )
}

function Component({ training }: { training: Training }) {
  return (
    <>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Carers enrolmentId={training.enrolment_id} />
        <Hours enrolmentId={training.enrolment_id} />
      </SimpleGrid>
      <Sessions qualificationId={training.qualification?.id} />
    </>
  )
}

function Carers({ enrolmentId }: { enrolmentId: string }) {
  const { t } = useTranslation()
  const { person } = useSession()
  const query = useQuery(caseload({ learner_id: person.id }))
  const own = query.data?.items.filter(({ id }) => id === enrolmentId) ?? []
  const carersOf = useCarers(own)
  const carers = own.flatMap(carersOf)
  return (
    <Tile icon={IconUsers} title={t('learners:around')}>
      <Loaded query={query}>
        {() =>
          carers.length === 0 ? (
            <Text c="dimmed">{t('programme:nobodyYet')}</Text>
          ) : (
            <Group gap="xl" align="flex-start">
              {carers.map((carer) => (
                <Contact key={carer.role} {...carer} />
              ))}
            </Group>
          )
        }
      </Loaded>
    </Tile>
  )
}

function Hours({ enrolmentId }: { enrolmentId: string }) {
  const { t } = useTranslation()
  const hours = useHours()
  const query = useQuery(hoursQuery(useSession().person.id, enrolmentId))
  return (
    <Tile icon={IconClockHour4} title={t('time-log:title')}>
      <Loaded query={query}>
        {(totals) => (
          <Group gap="xl">
            <Amount name={t('time-log:offTheJob')} value={hours(totals.off_the_job_minutes)} />
            <Amount name={t('time-log:onTheJob')} value={hours(totals.on_the_job_minutes)} />
            <Amount name={t('time-log:total')} value={hours(totals.total_minutes)} />
          </Group>
        )}
      </Loaded>
    </Tile>
  )
}

function Amount({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <Text fz="xl" fw={680} className="tabular">
        {value}
      </Text>
    </div>
  )
}

function Sessions({ qualificationId }: { qualificationId: string | undefined }) {
  const { t } = useTranslation()
  const query = useQuery(planQuery(useSession().person.id))
  return (
    <Tile icon={IconCalendarEvent} title={t('sessions:title')}>
      <Loaded query={query} lines={3} height={64}>
        {(plan) => {
          const theirs =
            plan.view === 'plan'
              ? plan.items.filter(({ qualification_ids }) =>
                  qualification_ids.some((id) => id === qualificationId),
                )
              : []
          return theirs.length === 0 ? (
            <Text c="dimmed">{t('programme:noSessions')}</Text>
          ) : (
            <PlainList ordered>
              {theirs.map((item) => (
                <li key={item.session_id}>
                  <PlanItem item={item} />
                </li>
              ))}
            </PlainList>
          )
        }}
      </Loaded>
    </Tile>
  )
}
