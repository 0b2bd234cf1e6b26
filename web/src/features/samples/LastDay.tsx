import { Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Status } from '@/kit/Status'
import { dayKey, partsIn } from '@/kit/time'

/** Days are reckoned where the law is (G06). */
const RECKONED_IN = 'Europe/London'

export const ukToday = () => dayKey(partsIn(RECKONED_IN, new Date()))

const shown = (day: string) => day.split('-').reverse().join('/')

/** The last day of a sample, and whether that is today or it has not begun. */
export function LastDay({ first, day }: { first: string | null; day: string }) {
  const { t } = useTranslation()
  return (
    <Group gap="xs">
      <Text span className="tabular">
        {shown(day)}
      </Text>
      {first !== null && first > ukToday() ? (
        <Status tone="paused" word={t('samples:begins', { day: shown(first) })} />
      ) : day <= ukToday() ? (
        <Status tone="late" word={t('samples:lastDay')} />
      ) : (
        <Status tone="good" word={t('samples:running')} />
      )}
    </Group>
  )
}
