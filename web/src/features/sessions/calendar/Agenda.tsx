import { Button, Card, Stack, Text } from '@mantine/core'
import { IconCalendarPlus, IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useClock } from '@/kit/useClock'
import classes from './Agenda.module.css'
import { minutesOn } from './days'
import type { Entry } from './entries'

type Props = { days: string[]; today: string; closed: string[]; entries: Entry[]; books: boolean }

/** Days one below the other, for a phone: what is on, and a free day says so. */
export function Agenda({ days, today, closed, entries, books }: Props) {
  const { t } = useTranslation()
  const clock = useClock()
  return (
    <Stack gap="md">
      {days.map((day) => {
        const name = clock.nearDay(`${day}T12:00:00Z`)
        const ofTheDay = entries
          .filter(({ from, to }) => minutesOn(clock.zone, day, from, to) !== null)
          .sort((one, other) => one.from.localeCompare(other.from))
        return (
          <section key={day} aria-label={name}>
            <div className={classes.head} data-today={day === today}>
              <h2>{name}</h2>
              {books && day >= today && (
                <Button
                  component={Link}
                  to={`/sessions/new?at=${day}T10:00`}
                  variant="subtle"
                  size="compact-sm"
                  aria-label={t('calendar:bookOn', { day: name })}
                >
                  <IconCalendarPlus size={20} aria-hidden />
                </Button>
              )}
            </div>
            <Card padding={4}>
              {ofTheDay.length === 0 ? (
                <Text size="sm" c="dimmed" px="sm" py={8}>
                  {t(closed.includes(day) ? 'calendar:closed' : 'calendar:nothing')}
                </Text>
              ) : (
                ofTheDay.map((entry) => <Row key={entry.key} entry={entry} />)
              )}
            </Card>
          </section>
        )
      })}
    </Stack>
  )
}

function Row({ entry }: { entry: Entry }) {
  const clock = useClock()
  const { t } = useTranslation()
  const content = (
    <>
      <span className={classes.time}>
        {entry.look === 'absence' ? t('calendar:absent') : clock.span(entry.from, entry.to)}
      </span>
      <span className={classes.what}>
        <strong>{entry.title}</strong>
        <span>{entry.detail}</span>
      </span>
    </>
  )
  if (entry.opens === null) {
    return (
      <div className={classes.row} data-look={entry.look}>
        {content}
      </div>
    )
  }
  return (
    <Link to={entry.opens} className={classes.row} data-look={entry.look}>
      {content}
      <IconChevronRight size={20} aria-hidden className={classes.chevron} />
    </Link>
  )
}
