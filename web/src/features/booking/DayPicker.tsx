import '@mantine/dates/styles.layer.css'
import 'dayjs/locale/cy'
import 'dayjs/locale/en-gb'
import { Group, Input, Popover, Text, UnstyledButton } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { IconCalendar } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useZone } from '@/app/me'
import { dayKey, partsIn } from '@/kit/time'
import { useClock } from '@/kit/useClock'
import classes from './DayPicker.module.css'
import { bookedDays } from './queries'

type Party = { assessor: string | null; learners: string[] }

const NOON = 'T12:00:00Z'

/**
 * The day of a session. A day is blue when somebody of the party has a booking then, and says who: the upper mark is
 * the assessor, the lower one a learner (SB-15).
 */
export function DayPicker(props: {
  label: string
  value: string | null
  onChange: (day: string | null) => void
  party?: Party
  error?: string | undefined
  required?: boolean
}) {
  const { label, value, onChange, party = { assessor: null, learners: [] }, error, required = false } = props
  const { t, i18n } = useTranslation()
  const clock = useClock()
  const id = useId()
  const [open, setOpen] = useState(false)
  const [month, setMonth] = useState(() => value ?? today(clock.zone))
  const busyOn = useBooked(party, month)
  const locale = i18n.language === 'cy' ? 'cy' : 'en-gb'

  const words = (day: string) => {
    const who = busyOn(day)
    return [
      clock.day(`${day}${NOON}`),
      ...(who.assessor ? [t('booking:assessorBooked')] : []),
      ...(who.learner ? [t('booking:learnerBooked')] : []),
    ].join(', ')
  }

  return (
    <Input.Wrapper
      label={<span id={`${id}-label`}>{label}</span>}
      labelElement="div"
      withAsterisk={required}
      error={error}
    >
      <Popover opened={open} onChange={setOpen} trapFocus returnFocus position="bottom-start" shadow="md">
        <Popover.Target>
          <UnstyledButton
            className={classes.field}
            aria-labelledby={`${id}-label ${id}-value`}
            data-wrong={error !== undefined}
            onClick={() => setOpen(!open)}
          >
            <IconCalendar size={18} aria-hidden />
            <span id={`${id}-value`}>
              {value === null ? t('booking:chooseDay') : clock.day(`${value}${NOON}`)}
            </span>
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown aria-label={label}>
          <DatePicker
            value={value}
            defaultDate={month}
            onDateChange={setMonth}
            onChange={(day) => {
              onChange(day)
              setOpen(false)
            }}
            locale={locale}
            classNames={{ day: classes.cell ?? '' }}
            size="md"
            ariaLabels={{ previousMonth: t('booking:monthBefore'), nextMonth: t('booking:monthAfter') }}
            maxLevel="month"
            getDayProps={(day) => {
              const { assessor, learner } = busyOn(day)
              return {
                'aria-label': words(day),
                ...(assessor || learner ? { className: classes.booked } : {}),
              }
            }}
            renderDay={(day) => {
              const { assessor, learner } = busyOn(day)
              return (
                <span className={classes.day}>
                  {Number(day.slice(8))}
                  <span className={classes.marks} aria-hidden>
                    {assessor && <i className={classes.assessor} />}
                    {learner && <i className={classes.learner} />}
                  </span>
                </span>
              )
            }}
          />
          {party.assessor !== null && (
            <Group gap="md" mt="xs">
              <Legend mark={classes.assessor ?? ''} text={t('booking:assessorBooked')} />
              <Legend mark={classes.learner ?? ''} text={t('booking:learnerBooked')} />
            </Group>
          )}
        </Popover.Dropdown>
      </Popover>
    </Input.Wrapper>
  )
}

function Legend({ mark, text }: { mark: string; text: string }) {
  return (
    <Group gap={6} wrap="nowrap">
      <i className={mark} aria-hidden />
      <Text size="xs">{text}</Text>
    </Group>
  )
}

/** Who of the party has bookings on a day of the shown month and its neighbours. */
function useBooked({ assessor, learners }: Party, month: string) {
  const zone = useZone()
  const party = [...(assessor === null ? [] : [assessor]), ...learners].slice(0, 31)
  const first = new Date(`${month.slice(0, 7)}-01${NOON}`)
  const days = (many: number) => new Date(first.getTime() + many * 86_400_000).toISOString().slice(0, 10)
  const { data } = useQuery(bookedDays(party, days(-7), days(45), zone))
  const booked = new Map(data?.items.map(({ day, person_ids }) => [day, person_ids]))
  return (day: string) => {
    const who = booked.get(day) ?? []
    return {
      assessor: assessor !== null && who.includes(assessor),
      learner: who.some((id) => id !== assessor),
    }
  }
}

const today = (zone: string) => dayKey(partsIn(zone, new Date()))
