import { Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Loaded } from '@/kit/States'
import { useClock } from '@/kit/useClock'
import { trainingQuery } from './queries'
import { TrainingStatus } from './TrainingStatus'

/** A learner's qualifications and where each stands. */
export function TrainingList({ learnerId }: { learnerId: string }) {
  const { t } = useTranslation()
  const clock = useClock()
  const query = useQuery(trainingQuery(learnerId))
  return (
    <Loaded query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <Text c="dimmed">{t('learners:noTraining')}</Text>
        ) : (
          <Stack gap="md">
            {items.map((training) => (
              <Group key={training.enrolment_id} justify="space-between" gap="xs">
                <div>
                  <Text fw={600}>{training.qualification?.title ?? t('app:aQualification')}</Text>
                  <Text size="sm" c="dimmed">
                    {training.first_day_of_learning === null
                      ? training.centre.name
                      : t('learners:centreSince', {
                          centre: training.centre.name,
                          date: clock.date(`${training.first_day_of_learning}T12:00:00Z`),
                        })}
                  </Text>
                </div>
                <TrainingStatus training={training} />
              </Group>
            ))}
          </Stack>
        )
      }
    </Loaded>
  )
}
