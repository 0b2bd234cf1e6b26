import { Button, Card, Group, Text } from '@mantine/core'
import { IconUserPlus, IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/kit/names'
import { Page } from '@/kit/Page'
import { PlainList } from '@/kit/PlainList'
import { Empty, Loaded } from '@/kit/States'
import { Status } from '@/kit/Status'
import { dayKey, partsIn } from '@/kit/time'
import { useClock } from '@/kit/useClock'
import { EndSupervisor } from './EndSupervisor'
import { type Supervisor, supervisorsQuery, useKeepsEmployers } from './queries'
import { RemoveSupervisor } from './RemoveSupervisor'
import { SupervisorForm } from './SupervisorForm'

const route = getRouteApi('/frame/learners/$learnerId/supervisors')

/** Who supervises a learner at work, from day to day: one person on any day (DR-113). */
export function Supervisors() {
  const { t } = useTranslation()
  const { learnerId } = route.useParams()
  const keeps = useKeepsEmployers()
  const query = useQuery(supervisorsQuery(learnerId))
  const { nameOf } = useNames([learnerId])
  const [appointing, setAppointing] = useState(false)
  const [ending, setEnding] = useState<Supervisor | null>(null)
  const [removing, setRemoving] = useState<Supervisor | null>(null)
  return (
    <Page
      title={t('menu:supervisors')}
      lead={t('employers:oneADay')}
      trail={[
        { to: '/learners', label: t('learners:title') },
        { to: `/learners/${learnerId}`, label: nameOf(learnerId) },
      ]}
      actions={
        keeps && (
          <Button leftSection={<IconUserPlus size={20} aria-hidden />} onClick={() => setAppointing(true)}>
            {t('employers:appoint')}
          </Button>
        )
      }
    >
      <Loaded query={query}>
        {({ items, version }) => (
          <>
            {items.length === 0 ? (
              <Empty icon={IconUsers} title={t('employers:nobody')}>
                {t('employers:nobodyHint')}
              </Empty>
            ) : (
              <PlainList maw={760}>
                {items.map((one) => (
                  <Line
                    key={one.id}
                    supervisor={one}
                    {...(keeps ? { end: () => setEnding(one), remove: () => setRemoving(one) } : {})}
                  />
                ))}
              </PlainList>
            )}
            {removing !== null && (
              <RemoveSupervisor
                learnerId={learnerId}
                supervisor={removing}
                version={version}
                close={() => setRemoving(null)}
              />
            )}
            {ending !== null && (
              <EndSupervisor
                learnerId={learnerId}
                supervisor={ending}
                version={version}
                close={() => setEnding(null)}
              />
            )}
          </>
        )}
      </Loaded>
      {appointing && <SupervisorForm learnerId={learnerId} close={() => setAppointing(false)} />}
    </Page>
  )
}

type LineProps = { supervisor: Supervisor; end?: () => void; remove?: () => void }

function Line({ supervisor, end, remove }: LineProps) {
  const { t } = useTranslation()
  const clock = useClock()
  const today = dayKey(partsIn(clock.zone, new Date()))
  const date = (day: string) => clock.date(`${day}T12:00:00Z`)
  const { person_name, employer_name, relation, from_date, until_date } = supervisor
  const over = until_date !== null && until_date < today
  return (
    <Card component="li">
      <Group justify="space-between" gap="sm">
        <div>
          <Text fw={600}>{person_name}</Text>
          <Text size="sm">{[t(`employers:relation.${relation}`), employer_name].join(' · ')}</Text>
          <Text size="sm" c="dimmed">
            {until_date === null
              ? t('employers:since', { from: date(from_date) })
              : t('app:fromTo', { first: date(from_date), last: date(until_date) })}
          </Text>
        </div>
        <Group gap="sm">
          {over && <Status tone="off" word={t('employers:ended')} />}
          {from_date > today && <Status tone="ahead" word={t('employers:coming')} />}
          {end !== undefined && !over && (
            <Button
              variant="default"
              size="sm"
              aria-label={t('employers:endOf', { name: person_name })}
              onClick={end}
            >
              {t('employers:end')}
            </Button>
          )}
          {remove !== undefined && (
            <Button
              variant="subtle"
              size="sm"
              aria-label={t('employers:removeOf', { name: person_name })}
              onClick={remove}
            >
              {t('employers:remove')}
            </Button>
          )}
        </Group>
      </Group>
    </Card>
  )
}
