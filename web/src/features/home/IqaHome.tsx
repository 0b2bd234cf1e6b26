import { Card, SimpleGrid, Stack, Title } from '@mantine/core'
import { IconZoomCheck } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { EnrolmentTable } from '@/features/learners/EnrolmentTable'
import { type AssessorCount, enrolmentCounts, enrolmentPages } from '@/features/learners/queries'
import { Later } from '@/kit/Later'
import { useNames } from '@/kit/names'
import { PagedList } from '@/kit/PagedList'
import { Empty, Loaded } from '@/kit/States'
import { Count } from '@/kit/Tile'
import { SessionCounts } from './SessionCounts'

/** As many as are in sight at first. */
const AT_ONCE = 6

/** The assessors whose work one checks, with their learners. */
export default function IqaHome() {
  const { t } = useTranslation()
  const counts = useQuery(enrolmentCounts())
  return (
    <>
      <SessionCounts />
      <Loaded query={counts} lines={5} height={52}>
        {({ assessors }) =>
          assessors.length === 0 ? (
            <Card>
              <Empty icon={IconZoomCheck} title={t('home:iqaDayOneTitle')}>
                {t('home:iqaDayOne')}
              </Empty>
            </Card>
          ) : (
            <Stack gap="lg">
              <Assessors counts={assessors} />
              <Later>
                <Learners />
              </Later>
            </Stack>
          )
        }
      </Loaded>
    </>
  )
}

/** How many learners each assessor has; the number leads to them. */
function Assessors({ counts }: { counts: AssessorCount[] }) {
  const { t } = useTranslation()
  const { nameOf } = useNames(counts.map(({ assessor_id }) => assessor_id))
  const shown = ({ assessor_id, learners }: AssessorCount) => (
    <Count
      key={assessor_id}
      to="/learners"
      search={assessor_id === null ? { waiting: 'yes' } : { assessor: assessor_id }}
      count={String(learners)}
      label={nameOf(assessor_id)}
      hint={t('home:learners', { count: learners })}
      late={assessor_id === null}
    />
  )
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        {t('home:perAssessor')}
      </Title>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {counts.slice(0, AT_ONCE).map(shown)}
        <Later>{counts.slice(AT_ONCE).map(shown)}</Later>
      </SimpleGrid>
    </section>
  )
}

function Learners() {
  const { t } = useTranslation()
  const query = useInfiniteQuery(enrolmentPages({ sort: 'learner' }))
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        {t('learners:title')}
      </Title>
      <Stack>
        <PagedList query={query} lines={5} height={52}>
          {(enrolments) => <EnrolmentTable enrolments={enrolments} of="iqa" />}
        </PagedList>
      </Stack>
    </section>
  )
}
