import { TextInput, type TextInputProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { stepped, timeIn } from './clock'
import { useTyped } from './useTyped'

type Props = {
  /** `09:30`, or nothing. */
  value?: string
  onChange: (time: string) => void
  /** By how many minutes the arrow keys move it. */
  step?: number
} & Omit<TextInputProps, 'value' | 'onChange' | 'type' | 'step'>

const ARROWS: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1 }

/** A time of day by the 24-hour clock, typed as 14:30 or 1430, whatever the device's own clock shows (PT-40). */
export function TimeField({ value = '', onChange, step = 5, error, onBlur, ...others }: Props) {
  const { t } = useTranslation()
  const { field, unread, forget } = useTyped({
    value,
    onChange,
    read: timeIn,
    write: (time) => time,
    onBlur,
  })
  return (
    <TextInput
      {...others}
      {...field}
      inputMode="numeric"
      placeholder={t('app:clock.shape')}
      error={unread ? t('app:clock.unread') : error}
      onKeyDown={(event) => {
        const way = ARROWS[event.key]
        if (way === undefined || value === '') return
        event.preventDefault()
        forget()
        onChange(stepped(value, way * step))
      }}
    />
  )
}
