import { Button, Group, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { addDays } from './time'
import { useClock } from './useClock'

/** Which local days are shown, both included, and the way to as many before and after; `go` hears the first of them. */
export function Stretch({ first, last, go }: { first: string; last: string; go: (first: string) => void }) {
  const { t } = useTranslation()
  const clock = useClock()
  const date = (day: string) => clock.date(`${day}T12:00:00Z`)
  const many = Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1
  return (
    <Group gap="sm">
      <Button
        variant="default"
        leftSection={<IconChevronLeft size={18} aria-hidden />}
        onClick={() => go(addDays(first, -many))}
      >
        {t('app:earlier')}
      </Button>
      <Button
        variant="default"
        rightSection={<IconChevronRight size={18} aria-hidden />}
        onClick={() => go(addDays(first, many))}
      >
        {t('app:later')}
      </Button>
      <Text fw={600} aria-live="polite">
        {t('app:fromTo', { first: date(first), last: date(last) })}
      </Text>
    </Group>
  )
}
