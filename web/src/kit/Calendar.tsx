import '@mantine/dates/styles.layer.css'
import 'dayjs/locale/cy'
import 'dayjs/locale/en-gb'
import { DatePicker } from '@mantine/dates'
import { useTranslation } from 'react-i18next'
import classes from './Calendar.module.css'
import { useClock } from './useClock'

type Props = {
  value: string
  min?: string
  max?: string
  choose: (day: string) => void
}

/** A month to pick a day from, in the reader's language. */
export default function Calendar({ value, min, max, choose }: Props) {
  const { t, i18n } = useTranslation()
  const clock = useClock()
  return (
    <DatePicker
      value={value === '' ? null : value}
      {...(value === '' ? {} : { defaultDate: value })}
      {...(min === undefined ? {} : { minDate: min })}
      {...(max === undefined ? {} : { maxDate: max })}
      onChange={(day) => day !== null && choose(day)}
      locale={i18n.language === 'cy' ? 'cy' : 'en-gb'}
      size="md"
      maxLevel="month"
      classNames={{ day: classes.day ?? '' }}
      hideOutsideDates
      ariaLabels={{ previousMonth: t('app:day.monthBefore'), nextMonth: t('app:day.monthAfter') }}
      getDayProps={(day) => ({ 'aria-label': clock.day(`${day}T12:00:00Z`) })}
    />
  )
}
