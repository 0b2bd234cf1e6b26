import { ActionIcon, Popover, TextInput, type TextInputProps } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCalendar } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { dayIn, written } from './day'
import { Loading } from './States'
import { useTyped } from './useTyped'

const Calendar = lazy(() => import('./Calendar'))

type Picking = {
  /** `2026-11-25`, or nothing. */
  value: string
  onChange: (day: string) => void
  /** What the calendar offers; what is typed is not held to it. */
  min?: string
  max?: string
}

type Props = Omit<Picking, 'value'> & { value?: string } & Omit<TextInputProps, keyof Picking | 'type'>

/** A day, typed as day/month/year or picked from a calendar, whatever the device's own language is (PT-40). */
export function DateField({ value = '', onChange, min, max, error, onBlur, ...others }: Props) {
  const { t } = useTranslation()
  const { field, unread, forget } = useTyped({ value, onChange, read: dayIn, write: written, onBlur })
  const pick = (day: string) => {
    forget()
    onChange(day)
  }
  return (
    <TextInput
      w={{ base: '100%', xs: 'auto' }}
      {...others}
      {...field}
      placeholder={t('app:day.shape')}
      error={unread ? t('app:day.unread') : error}
      rightSection={<Picker value={value} onChange={pick} {...(min && { min })} {...(max && { max })} />}
    />
  )
}

function Picker({ value, onChange, ...within }: Picking) {
  const { t } = useTranslation()
  const [opened, { close, toggle }] = useDisclosure()
  return (
    <Popover
      opened={opened}
      onChange={close}
      trapFocus
      returnFocus
      position="bottom-end"
      shadow="md"
      withinPortal
    >
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('app:day.open')} onClick={toggle}>
          <IconCalendar size={18} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('app:day.open')}>
        <Suspense fallback={<Loading lines={6} />}>
          <Calendar
            value={value}
            choose={(day) => {
              onChange(day)
              close()
            }}
            {...within}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
