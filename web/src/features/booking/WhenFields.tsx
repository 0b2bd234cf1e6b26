import { Button, Group, NumberInput, SimpleGrid, Stack } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { TimeField } from '@/kit/TimeField'
import { useHours } from '@/kit/useHours'
import { DayPicker } from './DayPicker'
import type { BookingForm } from './queries'
import type { Values } from './values'
import classes from './WhenFields.module.css'

type Props = { form: UseFormReturnType<Values>; start: Pick<BookingForm, 'minutes'> }

const COMMON = [30, 60, 90, 120]

/** Day, time and length. */
export function WhenFields({ form, start }: Props) {
  const { t } = useTranslation()
  const hours = useHours()
  const { assessor, learner, minutes } = form.values
  const wrong = form.errors.date
  return (
    <Stack gap="xs">
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <DayPicker
          label={t('booking:day')}
          required
          value={form.values.date}
          onChange={(day) => form.setFieldValue('date', day)}
          party={{ assessor, learners: learner === null ? [] : [learner] }}
          error={typeof wrong === 'string' ? wrong : undefined}
        />
        <TimeField label={t('booking:time')} required {...form.getInputProps('time')} />
        <NumberInput
          label={t('booking:minutes')}
          required
          min={start.minutes.shortest}
          max={start.minutes.longest}
          step={start.minutes.step}
          allowDecimal={false}
          {...form.getInputProps('minutes')}
        />
      </SimpleGrid>
      <Group gap={6} className={classes.lengths}>
        {COMMON.map((length) => (
          <Button
            key={length}
            size="compact-sm"
            variant={minutes === length ? 'light' : 'default'}
            aria-pressed={minutes === length}
            onClick={() => form.setFieldValue('minutes', length)}
          >
            {hours(length)}
          </Button>
        ))}
      </Group>
    </Stack>
  )
}
