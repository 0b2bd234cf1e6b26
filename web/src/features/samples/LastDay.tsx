import { Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Status } from '@/kit/Status'
import { dayKey, partsIn } from '@/kit/time'

/** Days are reckoned where the law is (G06). */
const RECKONED_IN = 'Europe/London'

export const ukToday = () => dayKey(partsIn(RECKONED_IN, new Date()))

/** The last day of a sample, and whether that is today. */
export function LastDay({ day }: { day: string }) {
  const { t } = useTranslation()
  const [year, month, date] = day.split('-')
  return (
    <Group gap="xs">
      <Text span className="tabular">{`${date}/${month}/${year}`}</Text>
      {day <= ukToday() ? (
        <Status tone="late" word={t('samples:lastDay')} />
      ) : (
        <Status tone="good" word={t('samples:running')} />
      )}
    </Group>
  )
}
