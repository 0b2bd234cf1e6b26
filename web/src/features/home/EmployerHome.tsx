import { Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { IconCalendarEvent, IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Remarkable } from '@/features/learners/EnrolmentTable'
import { caseload, type Enrolment } from '@/features/learners/queries'
import { WriteTo } from '@/features/messages/WriteTo'
import { planQuery } from '@/features/plan/queries'
import { useNames, useQualifications } from '@/kit/names'
import { Empty, Loaded } from '@/kit/States'
import { TextLink } from '@/kit/TextLink'
import { useClock } from '@/kit/useClock'
import { useNow } from '@/kit/useNow'

/** An employer's apprentices, each with the next review. */
export default function EmployerHome() {
  const { t } = useTranslation()
  const query = useQuery(caseload())
  return (
    <Loaded query={query} lines={4} height={96}>
      {({ items }) =>
        items.length === 0 ? (
          <Card>
            <Empty icon={IconUsers} title={t('home:noApprenticesTitle')}>
              {t('home:noApprentices')}
            </Empty>
          </Card>
        ) : (
          <section>
            <Title order={2} size="h4" mb="sm">
              {t('learners:apprentices')}
            </Title>
            <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }}>
              {items.map((enrolment) => (
                <Apprentice key={enrolment.id} enrolment={enrolment} />
              ))}
            </SimpleGrid>
          </section>
        )
      }
    </Loaded>
  )
}

function Apprentice({ enrolment }: { enrolment: Enrolment }) {
  const { t } = useTranslation()
  const { nameOf } = useNames([enrolment.learner_id, enrolment.assessor_id])
  const { titleOf } = useQualifications()
  return (
    <Card>
      <Stack gap="sm">
        <TextLink to="/learners/$learnerId" params={{ learnerId: enrolment.learner_id }} fw={650} fz="lg">
          {nameOf(enrolment.learner_id)}
        </TextLink>
        <Remarkable enrolment={enrolment} />
        <Text size="sm">{titleOf(enrolment.qualification_id)}</Text>
        <Group justify="space-between" gap="xs" wrap="nowrap">
          <Text size="sm" c="dimmed">
            {t('home:assessorIs', { name: nameOf(enrolment.assessor_id) })}
          </Text>
          {enrolment.assessor_id !== null && (
            <WriteTo enrolmentId={enrolment.id} name={nameOf(enrolment.assessor_id)} />
          )}
        </Group>
        <NextReview learnerId={enrolment.learner_id} />
      </Stack>
    </Card>
  )
}

function NextReview({ learnerId }: { learnerId: string }) {
  const { t } = useTranslation()
  const clock = useClock()
  const now = useNow()
  const { data } = useQuery(planQuery(learnerId))
  if (data === undefined || data.view !== 'review_dates') return null
  const next = data.items.find(({ ends_at }) => new Date(ends_at) > now)
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <IconCalendarEvent size={18} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
      <Text size="sm">
        {next === undefined
          ? t('home:noReview')
          : t('home:nextReview', {
              day: clock.nearDay(next.starts_at),
              time: clock.span(next.starts_at, next.ends_at),
            })}
      </Text>
    </Group>
  )
}
