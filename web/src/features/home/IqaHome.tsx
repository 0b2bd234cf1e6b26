import { Card, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { IconUsers, IconZoomCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { EnrolmentTable } from '@/features/learners/EnrolmentTable'
import { caseload, type Enrolment } from '@/features/learners/queries'
import { useNames } from '@/kit/names'
import { Empty, Loaded } from '@/kit/States'
import { SessionCounts } from './SessionCounts'

/** The assessors whose work one checks, with their learners. */
export default function IqaHome() {
  const { t } = useTranslation()
  const query = useQuery(caseload())
  return (
    <>
      <SessionCounts />
      <Loaded query={query} lines={5} height={52}>
        {({ items }) =>
          items.length === 0 ? (
            <Card>
              <Empty icon={IconZoomCheck} title={t('home:iqaDayOneTitle')}>
                {t('home:iqaDayOne')}
              </Empty>
            </Card>
          ) : (
            <Stack gap="lg">
              <Assessors enrolments={items} />
              <section>
                <Title order={2} size="h4" mb="sm">
                  {t('learners:title')}
                </Title>
                <EnrolmentTable enrolments={items} of="iqa" />
              </section>
            </Stack>
          )
        }
      </Loaded>
    </>
  )
}

function Assessors({ enrolments }: { enrolments: Enrolment[] }) {
  const { t } = useTranslation()
  const { nameOf } = useNames(enrolments.map(({ assessor_id }) => assessor_id))
  const learners = new Map<string | null, Set<string>>()
  for (const { assessor_id, learner_id } of enrolments) {
    learners.set(assessor_id, (learners.get(assessor_id) ?? new Set()).add(learner_id))
  }
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        {t('home:perAssessor')}
      </Title>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {[...learners].map(([assessor, theirs]) => (
          <Card key={assessor} padding="md">
            <Text fw={600}>{nameOf(assessor)}</Text>
            <Text size="sm" c="dimmed">
              <IconUsers size={16} aria-hidden style={{ verticalAlign: '-3px', marginInlineEnd: 6 }} />
              {t('home:learners', { count: theirs.size })}
            </Text>
          </Card>
        ))}
      </SimpleGrid>
    </section>
  )
}
