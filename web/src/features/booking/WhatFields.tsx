import { Input, SegmentedControl, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import type { BookingForm, Checked } from './queries'
import type { Values } from './values'

type Props = { form: UseFormReturnType<Values>; start: BookingForm; effect: Checked['effect'] }

/** How people meet, what for and where; and what holding it will set off. */
export function WhatFields({ form, start, effect }: Props) {
  const { t } = useTranslation()
  const { method, type, kind } = form.values
  const kinds = start.types.find((one) => one.type === type)?.kinds ?? []
  return (
    <Stack gap="md">
      {start.methods.length > 1 && (
        <Input.Wrapper labelElement="div" label={t('booking:method')}>
          <SegmentedControl
            fullWidth
            mt={4}
            aria-label={t('booking:method')}
            data={start.methods.map((value) => ({ value, label: t(`sessions:methodName.${value}`) }))}
            {...form.getInputProps('method')}
          />
        </Input.Wrapper>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <div>
          <Select
            label={t('booking:type')}
            required
            allowDeselect={false}
            data={start.types.map((one) => ({ value: one.type, label: t(`sessions:type.${one.type}`) }))}
            {...form.getInputProps('type')}
            onChange={(value) => {
              if (value !== null) form.setValues({ type: value as Values['type'], kind: null })
            }}
          />
          {effect !== null && effect.type === type && (
            <Text size="sm" c="dimmed" mt={6}>
              {t(`booking:effect.${effect.on_booking ? 'induction_booked' : effect.type}`, {
                learners: t('sessions:participants', { count: effect.learners }),
              })}
            </Text>
          )}
        </div>
        <Select
          label={t('booking:kind')}
          required
          allowDeselect={false}
          disabled={kinds.length < 2}
          data={kinds.map((value) => ({ value, label: t(`sessions:kind.${value}`) }))}
          value={kind ?? kinds[0] ?? null}
          onChange={(value) => form.setFieldValue('kind', value as Values['kind'])}
        />
        {method === 'smart_session' ? (
          <Text size="sm" c="dimmed" mt={{ sm: 28 }}>
            {t('booking:roomHint')}
          </Text>
        ) : (
          <TextInput
            label={t('booking:place')}
            required={type === 'formal_review'}
            maxLength={200}
            {...form.getInputProps('place')}
          />
        )}
      </SimpleGrid>
    </Stack>
  )
}
