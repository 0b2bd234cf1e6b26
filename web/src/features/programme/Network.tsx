import { Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconBriefcase, IconCertificate } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSession } from '@/app/session'
import { caseload } from '@/features/learners/queries'
import { useQualifications } from '@/kit/names'
import { Page } from '@/kit/Page'
import { Loaded } from '@/kit/States'
import { Tile } from '@/kit/Tile'
import { dayKey, partsIn } from '@/kit/time'
import { useClock } from '@/kit/useClock'
import { Contact } from './Contact'
import { supervisorsToday } from './queries'
import { useCarers } from './useCarers'

/** Who looks after a learner, in what, and how they are reached (PT-44). */
export function Network() {
  const { t } = useTranslation()
  const { person } = useSession()
  const query = useQuery(caseload({ learner_id: person.id }))
  const carersOf = useCarers(query.data?.items ?? [])
  const { titleOf } = useQualifications()
  return (
    <Page title={t('menu:network')} lead={t('programme:networkLead')}>
      <SimpleGrid cols={{ base: 1, md: 2 }} style={{ alignItems: 'start' }}>
        <Loaded query={query}>
          {({ items }) =>
            items.map((enrolment) => (
              <Tile key={enrolment.id} icon={IconCertificate} title={titleOf(enrolment.qualification_id)}>
                {carersOf(enrolment).length === 0 && <Text c="dimmed">{t('programme:nobodyYet')}</Text>}
                <Group gap="xl" align="flex-start">
                  {carersOf(enrolment).map((carer) => (
                    <Contact key={carer.role} {...carer} />
                  ))}
                </Group>
              </Tile>
            ))
          }
        </Loaded>
        <AtWork learnerId={person.id} />
      </SimpleGrid>
    </Page>
  )
}

function AtWork({ learnerId }: { learnerId: string }) {
  const { t } = useTranslation()
  const { zone } = useClock()
  const query = useQuery(supervisorsToday(learnerId, dayKey(partsIn(zone, new Date()))))
  return (
    <Tile icon={IconBriefcase} title={t('programme:atWork')}>
      <Loaded query={query}>
        {(supervisors) =>
          supervisors.length === 0 ? (
            <Text c="dimmed">{t('programme:nobodyAtWork')}</Text>
          ) : (
            <Stack gap="md">
              {supervisors.map(({ id, person_name, email, relation, employer_name }) => (
                <div key={id}>
                  <Contact role={t(`programme:relation.${relation}`)} name={person_name} email={email} />
                  <Text size="sm" c="dimmed">
                    {employer_name}
                  </Text>
                </div>
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Tile>
  )
}
