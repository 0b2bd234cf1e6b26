import { Fieldset, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { hoursIn } from './week'

type Props = { legend: string; days: string[]; onChange: (days: string[]) => void }

/** A week as one types it, a line a day: `09:00–12:00, 13:00–17:00`, nothing is closed. */
export function WeekFields({ legend, days, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <Fieldset legend={legend}>
      <Stack gap="xs">
        {days.map((typed, day) => (
          <TextInput
            // biome-ignore lint/suspicious/noArrayIndexKey: a weekday is its place in the week
            key={day}
            label={t(`app:weekday.${day}`)}
            placeholder={t('app:closed')}
            value={typed}
            onChange={({ currentTarget }) =>
              onChange(days.map((other, place) => (place === day ? currentTarget.value : other)))
            }
            error={hoursIn(typed) === null ? t('app:hoursUnread') : undefined}
          />
        ))}
      </Stack>
    </Fieldset>
  )
}
