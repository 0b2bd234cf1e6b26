import { Checkbox, NumberInput, SegmentedControl, Select, SimpleGrid, Stack } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { DayPicker } from './DayPicker'
import type { BookingForm } from './queries'
import type { Values } from './values'

type Props = { form: UseFormReturnType<Values>; start: BookingForm }

/** A tick that reveals how often, and how many or until when (SB-30). */
export function RepeatFields({ form, start }: Props) {
  const { t } = useTranslation()
  const { repeats, ends, until } = form.values
  return (
    <Stack gap="md">
      <Checkbox label={t('booking:repeat')} {...form.getInputProps('repeats', { type: 'checkbox' })} />
      {repeats && (
        <SimpleGrid cols={{ base: 1, sm: 3 }} style={{ alignItems: 'end' }}>
          <Select
            label={t('booking:howOften')}
            allowDeselect={false}
            data={start.frequencies.map((value) => ({ value, label: t(`booking:frequency.${value}`) }))}
            {...form.getInputProps('frequency')}
          />
          <SegmentedControl
            aria-label={t('booking:ends')}
            data={[
              { value: 'count', label: t('booking:endsCount') },
              { value: 'until', label: t('booking:endsUntil') },
            ]}
            {...form.getInputProps('ends')}
          />
          {ends === 'count' ? (
            <NumberInput
              label={t('booking:count')}
              min={1}
              max={start.occurrences}
              allowDecimal={false}
              {...form.getInputProps('count')}
            />
          ) : (
            <DayPicker
              label={t('booking:until')}
              value={until}
              onChange={(day) => form.setFieldValue('until', day)}
            />
          )}
        </SimpleGrid>
      )}
    </Stack>
  )
}
