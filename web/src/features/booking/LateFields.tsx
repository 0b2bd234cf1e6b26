import { Stack, Text, Textarea } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useNow } from '@/kit/useNow'
import type { BookingForm } from './queries'
import { startIn, type Values } from './values'

const DAY = 86_400_000

/** What follows when the time has passed: it is recorded afterwards, and one of long ago says why (SB-14). */
export function LateFields({ form, start }: { form: UseFormReturnType<Values>; start: BookingForm }) {
  const { t } = useTranslation()
  const now = useNow()
  const begins = startIn(form.values, start.time_zone)
  if (begins === null || begins > now || form.values.repeats) return null
  const days = start.recorded_afterwards_days
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {t('booking:afterwards')}
      </Text>
      {now.getTime() - begins.getTime() > days * DAY && (
        <Textarea
          label={t('booking:lateReason')}
          description={t('booking:lateReasonHint', { count: days })}
          required
          autosize
          minRows={2}
          maxLength={1000}
          {...form.getInputProps('lateReason')}
        />
      )}
    </Stack>
  )
}
