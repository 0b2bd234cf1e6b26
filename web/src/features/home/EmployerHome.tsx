import { Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { IconCalendarEvent, IconUsers } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Remarkable } from '@/features/learners/EnrolmentTable'
import { type Enrolment, enrolmentPages } from '@/features/learners/queries'
import { WriteTo } from '@/features/messages/WriteTo'
import type { ReviewDate } from '@/features/plan/queries'
import { useComingReviews } from '@/features/plan/useComingReviews'
import { Later } from '@/kit/Later'
import { distinct, useNames, useQualifications } from '@/kit/names'
import { PagedList } from '@/kit/PagedList'
import { Empty } from '@/kit/States'
import { TextLink } from '@/kit/TextLink'
import { useClock } from '@/kit/useClock'

/** As many as are in sight at first. */
const AT_ONCE = 3

/** An employer's apprentices, each with the next review. */
export default function EmployerHome() {
  const { t } = useTranslation()
  const query = useInfiniteQuery(enrolmentPages({ sort: 'learner' }))
  const pages = query.data?.pages ?? []
  const reviews = useComingReviews(
    pages.map(({ items }) => learnersOf(items)).filter((ids) => ids.length > 0),
  )
  return (
    <PagedList
      query={query}
      lines={4}
      height={96}
      empty={
        <Card>
          <Empty icon={IconUsers} title={t('home:noApprenticesTitle')}>
            {t('home:noApprentices')}
          </Empty>
        </Card>
      }
    >
      {(enrolments) => <Apprentices enrolments={enrolments} reviews={reviews} />}
    </PagedList>
  )
}

const learnersOf = (enrolments: Enrolment[]) => distinct(enrolments.map(({ learner_id }) => learner_id))

type Reviews = ReturnType<typeof useComingReviews>

function Apprentices({ enrolments, reviews }: { enrolments: Enrolment[]; reviews: Reviews }) {
  const { t } = useTranslation()
  const { nameOf } = useNames(enrolments.flatMap((one) => [one.learner_id, one.assessor_id]))
  const shown = (enrolment: Enrolment) => (
    <Apprentice
      key={enrolment.id}
      enrolment={enrolment}
      nameOf={nameOf}
      review={reviews.get(enrolment.learner_id)}
    />
  )
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        {t('learners:apprentices')}
      </Title>
      <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }}>
        {enrolments.slice(0, AT_ONCE).map(shown)}
        <Later>{enrolments.slice(AT_ONCE).map(shown)}</Later>
      </SimpleGrid>
    </section>
  )
}

type Props = {
  enrolment: Enrolment
  nameOf: (id: string | null) => string
  /** Null when none is planned, undefined as long as that is not known. */
  review: ReviewDate | null | undefined
}

function Apprentice({ enrolment, nameOf, review }: Props) {
  const { t } = useTranslation()
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
        {review !== undefined && <NextReview review={review} />}
      </Stack>
    </Card>
  )
}

function NextReview({ review }: { review: ReviewDate | null }) {
  const { t } = useTranslation()
  const clock = useClock()
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <IconCalendarEvent size={18} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
      <Text size="sm">
        {review === null
          ? t('home:noReview')
          : t('home:nextReview', {
              day: clock.nearDay(review.starts_at),
              time: clock.span(review.starts_at, review.ends_at),
            })}
      </Text>
    </Group>
  )
}
