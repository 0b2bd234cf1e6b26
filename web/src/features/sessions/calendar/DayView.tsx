import { Group, MultiSelect, Select, Stack, Switch } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { CALENDAR_READERS, ROOM_WATCHERS } from '@/app/roles'
import { useSession } from '@/app/session'
import { staffQuery, useNames } from '@/kit/names'
import { Refused } from '@/kit/States'
import { useClock } from '@/kit/useClock'
import { useSeek } from '@/kit/useSeek'
import { Agenda } from './Agenda'
import { type Availability, availabilitiesOn, type Stretch, uncovered } from './availabilities'
import type { Entry } from './entries'
import { type Column, TimeGrid } from './TimeGrid'
import { useRoomEntries } from './useEntries'

const route = getRouteApi('/frame/sessions')

/** So many days side by side can be read. */
const MOST = 6
/** A local day has 23 hours or more. */
const ALMOST_A_DAY = 23 * 3_600_000

type Props = { date: string; today: string; closed: string[]; entries: Entry[]; books: boolean }

/**
 * A day with a column for each assessor shown, those who are away and closed days among them, and beside them the
 * Smart Rooms in use; on a phone one column at a time.
 */
export function DayView({ date, today, closed, entries, books }: Props) {
  const { t } = useTranslation()
  const { role, person } = useSession()
  const phone = useMediaQuery('(max-width: 48em)') === true
  const { people, rooms, column } = route.useSearch()
  const looksAround = CALENDAR_READERS.includes(role)
  const seek = useSeek<{ people: string; rooms: 'yes'; column: string }>()
  const own = role === 'assessor' ? person.id : null
  const shown =
    people?.split(',') ??
    [...new Set([...(own === null ? [] : [own]), ...entries.map(({ owner }) => owner)])].slice(0, MOST)
  const assessors = useQuery({ ...staffQuery('assessor'), enabled: looksAround })
  const colleagues = (assessors.data?.items ?? []).filter(({ id }) => id !== own && shown.includes(id))
  const { zone } = useClock()
  const around = useQuery(availabilitiesOn(colleagues.map(({ id }) => id).sort(), date, zone))
  const { nameOf } = useNames(shown)
  const entriesAround = useAround()
  const use = useRoomEntries(date, rooms === 'yes')

  const columns: Column[] = shown.map((id) => {
    const seen = entries.filter(({ owner }) => owner === id)
    const known = around.data?.items.find(({ person_id }) => person_id === id)
    const off = id === own ? closed.includes(date) : known?.closed.includes(date) === true
    return {
      key: id,
      day: date,
      title: off ? t('calendar:closedDay', { day: nameOf(id) }) : nameOf(id),
      today: date === today,
      entries: known === undefined ? seen : [...seen, ...entriesAround(known, seen)],
    }
  })
  if (rooms === 'yes') {
    columns.push(
      ...use.rooms.map(([id, title]) => ({
        key: id,
        day: date,
        title,
        today: date === today,
        entries: use.entries.filter(({ owner }) => owner === id),
      })),
    )
  }
  if (columns.length === 0) {
    columns.push({ key: '', day: date, title: t('calendar:nobody'), today: date === today, entries: [] })
  }
  const oneAtATime = looksAround && columns.length > 1
  const chosen = columns.find(({ key }) => key === column) ?? columns[0]
  const book = (day: string, time: string, of: string) => ({
    at: `${day}T${time}`,
    ...(of !== own && shown.includes(of) ? { assessor: of } : {}),
  })

  return (
    <Stack gap="md">
      {looksAround && (
        <Group gap="md" align="end">
          <MultiSelect
            label={t('calendar:people')}
            description={t('calendar:peopleHint', { number: MOST })}
            data={(assessors.data?.items ?? []).map(({ id, display_name }) => ({
              value: id,
              label: display_name,
            }))}
            value={shown.filter((id) => assessors.data?.items.some((one) => one.id === id))}
            onChange={(ids) => seek({ people: ids.join(',') })}
            maxValues={MOST}
            searchable
            hidePickedOptions
            nothingFoundMessage={t('calendar:nobodyFound')}
            w={{ base: '100%', sm: 480 }}
          />
          {ROOM_WATCHERS.includes(role) && (
            <Switch
              label={t('calendar:withRooms')}
              checked={rooms === 'yes'}
              onChange={({ currentTarget }) => seek({ rooms: currentTarget.checked ? 'yes' : null })}
              mb={8}
            />
          )}
        </Group>
      )}
      <Refused error={around.error ?? use.error} />
      {phone ? (
        <>
          {oneAtATime && (
            <Select
              label={t('calendar:oneColumn')}
              data={columns.map(({ key, title }) => ({ value: key, label: title }))}
              value={chosen?.key ?? null}
              onChange={(column) => seek({ column })}
              allowDeselect={false}
            />
          )}
          <Agenda
            days={[date]}
            today={today}
            closed={closed}
            entries={oneAtATime ? (chosen?.entries ?? []) : columns.flatMap((one) => one.entries)}
            books={books}
          />
        </>
      ) : (
        <TimeGrid columns={columns} label={t('calendar:view.day')} {...(books ? { book } : {})} />
      )}
    </Stack>
  )
}

/** That a colleague is away, at an event or busy with something else than what one sees; never with what. */
function useAround() {
  const { t } = useTranslation()
  const clock = useClock()
  const hours = ({ starts_at, ends_at }: Stretch) =>
    Date.parse(ends_at) - Date.parse(starts_at) < ALMOST_A_DAY
      ? clock.span(starts_at, ends_at)
      : t('calendar:allDay')
  return ({ person_id, away, events, busy }: Availability, seen: readonly Entry[]): Entry[] => {
    const shown = seen
      .filter(({ look }) => look !== 'off')
      .map(({ from, to }) => ({ starts_at: from, ends_at: to }))
    const kinds = [
      ['absence', away, hours],
      ['event', uncovered(events, shown), () => t('calendar:atEvent')],
      ['room', uncovered(busy, [...shown, ...away]), () => t('calendar:busy')],
    ] as const
    return kinds.flatMap(([look, stretches, titleOf]) =>
      stretches.map((one) => ({
        key: `${person_id}${look}${one.starts_at}`,
        opens: null,
        look,
        from: one.starts_at,
        to: one.ends_at,
        title: titleOf(one),
        detail: '',
        owner: person_id,
      })),
    )
  }
}
