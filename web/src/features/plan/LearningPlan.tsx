import { Card, Stack, Text } from '@mantine/core'
import { IconCalendarEvent, IconRoute } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { PlainList } from '@/kit/PlainList'
import { Empty, Loaded } from '@/kit/States'
import { useClock } from '@/kit/useClock'
import { PlanItem } from './PlanItem'
import { planQuery, type ReviewDate } from './queries'

/** A learner's sessions in order, numbered; for an employer only when and where reviews are. */
export function LearningPlan({ learnerId }: { learnerId: string }) {
  const { t } = useTranslation()
  const query = useQuery(planQuery(learnerId))
  return (
    <Loaded query={query} lines={5} height={64}>
      {(plan) => {
        if (plan.items.length === 0) {
          return (
            <Empty icon={IconRoute} title={t('plan:noneTitle')}>
              {t('plan:none')}
            </Empty>
          )
        }
        if (plan.view === 'review_dates') return <ReviewDates dates={plan.items} />
        return (
          <PlainList ordered>
            {plan.items.map((item) => (
              <li key={item.session_id}>
                <PlanItem item={item} />
              </li>
            ))}
          </PlainList>
        )
      }}
    </Loaded>
  )
}

function ReviewDates({ dates }: { dates: ReviewDate[] }) {
  const { t } = useTranslation()
  const clock = useClock()
  return (
    <Stack gap="sm">
      <Text c="dimmed">{t('plan:reviewsOnly')}</Text>
      {dates.map((date) => (
        <Card key={date.session_id} padding="md">
          <Text fw={600}>
            <IconCalendarEvent size={18} aria-hidden style={{ verticalAlign: '-3px', marginInlineEnd: 8 }} />
            {t('sessions:dayAndTime', {
              day: clock.day(date.starts_at),
              time: clock.span(date.starts_at, date.ends_at),
            })}
          </Text>
          <Text size="sm" c="dimmed">
            {date.room?.name ?? date.location ?? t('sessions:placeOpen')}
          </Text>
        </Card>
      ))}
    </Stack>
  )
}
