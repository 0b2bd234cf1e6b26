import { ActionIcon, Button, Group, SegmentedControl, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconCalendarPlus, IconChevronLeft, IconChevronRight, IconDoor } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { BOOKERS, ROOM_WATCHERS } from '@/app/roles'
import { useSession } from '@/app/session'
import { Empty, Failed, Loading } from '@/kit/States'
import { dayKey, partsIn } from '@/kit/time'
import { useClock } from '@/kit/useClock'
import { useNow } from '@/kit/useNow'
import { Agenda } from './Agenda'
import { DayView } from './DayView'
import { beginning, daysShown, moved, type View } from './days'
import { MonthGrid } from './MonthGrid'
import { TimeGrid } from './TimeGrid'
import { useEntries, useRoomEntries } from './useEntries'

const route = getRouteApi('/frame/sessions')

/** The Sessions Calendar: a day, a week, a month, or who holds the Smart Rooms; the address says which. */
export function Calendar({ view }: { view: Exclude<View, 'list'> }) {
  const { t } = useTranslation()
  const { role } = useSession()
  const { zone } = useClock()
  const phone = useMediaQuery('(max-width: 48em)') === true
  const today = dayKey(partsIn(zone, useNow()))
  const { date = today } = route.useSearch()
  const days = daysShown(view, date)
  const [first = date] = days
  const last = days.at(-1) ?? date
  const calendar = useEntries(first, last, view !== 'rooms')
  const rooms = useRoomEntries(date, view === 'rooms')
  const shown = view === 'rooms' ? rooms : calendar
  const books = BOOKERS.includes(role)
  const titleOf = useShortDay()

  const content = () => {
    if (shown.isError) return <Failed error={shown.error} again={() => void shown.refetch()} />
    if (shown.isPending) return <Loading lines={6} height={56} />
    if (view === 'rooms') {
      if (rooms.rooms.length === 0) {
        return (
          <Empty icon={IconDoor} title={t('calendar:noRoomUse')}>
            {t('calendar:noRoomUseHint')}
          </Empty>
        )
      }
      const columns = rooms.rooms.map(([id, name]) => ({
        key: id,
        day: date,
        title: name,
        today: date === today,
        entries: rooms.entries.filter(({ owner }) => owner === id),
      }))
      return <TimeGrid columns={columns} label={t('calendar:view.rooms')} />
    }
    if (view === 'month') {
      return (
        <MonthGrid
          days={days}
          month={date}
          today={today}
          closed={calendar.closed}
          entries={calendar.entries}
        />
      )
    }
    if (view === 'day') {
      return (
        <DayView
          date={date}
          today={today}
          closed={calendar.closed}
          entries={calendar.entries}
          books={books}
        />
      )
    }
    if (phone) {
      return (
        <Agenda days={days} today={today} closed={calendar.closed} entries={calendar.entries} books={books} />
      )
    }
    const columns = days.map((day) => ({
      key: day,
      day,
      title: titleOf(day, calendar.closed.includes(day)),
      today: day === today,
      entries: calendar.entries,
    }))
    return (
      <TimeGrid
        columns={columns}
        label={t(`calendar:view.${view}`)}
        {...(books ? { book: (day, time) => ({ at: `${day}T${time}` }) } : {})}
      />
    )
  }

  return (
    <>
      <Toolbar view={view} date={date} today={today} first={first} last={last} />
      <div aria-busy={shown.isFetching}>{content()}</div>
    </>
  )
}

/** The views one may choose; a calendar is for whoever reads sessions, rooms for whoever may use them. */
export function ViewChoice({ view }: { view: View }) {
  const { t } = useTranslation()
  const { role } = useSession()
  const phone = useMediaQuery('(max-width: 48em)') === true
  const navigate = route.useNavigate()
  const views: View[] = [
    'day',
    'week',
    'month',
    'list',
    ...(ROOM_WATCHERS.includes(role) ? (['rooms'] as const) : []),
  ]
  return (
    <SegmentedControl
      aria-label={t('calendar:views')}
      maw={640}
      size={phone ? 'xs' : 'sm'}
      value={view}
      onChange={(next) =>
        void navigate({
          search: ({ date, people, rooms }) => ({
            view: next as View,
            ...(date === undefined ? {} : { date }),
            ...(people === undefined ? {} : { people }),
            ...(rooms === undefined ? {} : { rooms }),
          }),
        })
      }
      data={views.map((one) => ({ value: one, label: t(`calendar:view.${one}`) }))}
    />
  )
}

/** The way to a new session, for who may book. */
export function BookButton({ date }: { date?: string | undefined }) {
  const { t } = useTranslation()
  const { role } = useSession()
  if (!BOOKERS.includes(role)) return null
  return (
    <Button
      component={Link}
      to={date === undefined ? '/sessions/new' : `/sessions/new?at=${date}T10:00`}
      leftSection={<IconCalendarPlus size={20} aria-hidden />}
    >
      {t('calendar:create')}
    </Button>
  )
}

type ToolbarProps = { view: View; date: string; today: string; first: string; last: string }

function Toolbar({ view, date, today, first, last }: ToolbarProps) {
  const { t } = useTranslation()
  const clock = useClock()
  const navigate = route.useNavigate()
  const go = (to: string) => void navigate({ search: (before) => ({ ...before, view, date: to }) })
  const noon = (day: string) => `${day}T12:00:00Z`
  const title = () => {
    if (view === 'month') {
      const [year, month] = date.split('-')
      return t('calendar:month', { month: t(`app:month.${Number(month)}`), year })
    }
    if (view !== 'week') return clock.day(noon(date))
    return t('calendar:fromTo', { first: clock.date(noon(first)), last: clock.date(noon(last)) })
  }
  return (
    <Group gap="sm">
      <Button variant="default" size="sm" onClick={() => go(today)}>
        {t('app:date.today')}
      </Button>
      <Group gap={4}>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={t('calendar:back')}
          onClick={() => go(moved(view, date, -1))}
        >
          <IconChevronLeft size={20} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={t('calendar:forward')}
          onClick={() => go(moved(view, date, 1))}
        >
          <IconChevronRight size={20} aria-hidden />
        </ActionIcon>
      </Group>
      <Text fw={600} aria-live="polite">
        {title()}
      </Text>
      {clock.zoneNote() !== null && (
        <Text size="xs" c="dimmed">
          {clock.zoneNote()}
        </Text>
      )}
    </Group>
  )
}

/** `Mon 23 Nov`, and whether nobody works then. */
function useShortDay() {
  const { t } = useTranslation()
  const { zone } = useClock()
  return (day: string, closed: boolean) => {
    const parts = partsIn(zone, beginning(zone, day))
    const short = t('calendar:shortDay', {
      weekday: t(`calendar:weekday.${parts.weekday}`),
      day: parts.day,
      month: parts.month,
    })
    return closed ? t('calendar:closedDay', { day: short }) : short
  }
}
