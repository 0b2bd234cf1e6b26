import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useClock } from '@/kit/useClock'
import { minutesOn } from './days'
import type { Entry } from './entries'
import classes from './MonthGrid.module.css'

const SHOWN = 3

type Props = { days: string[]; month: string; today: string; closed: string[]; entries: Entry[] }

/** A month in weeks: the first few of each day, and the way to the day. */
export function MonthGrid({ days, month, today, closed, entries }: Props) {
  const { t } = useTranslation()
  const clock = useClock()
  return (
    <div className={classes.month}>
      {days.slice(0, 7).map((day, weekday) => (
        <div key={day} className={classes.weekday} aria-hidden>
          {t(`calendar:weekday.${weekday}`)}
        </div>
      ))}
      {days.map((day) => {
        const ofTheDay = entries
          .filter(({ from, to }) => minutesOn(clock.zone, day, from, to) !== null)
          .sort((one, other) => one.from.localeCompare(other.from))
        const name = clock.day(`${day}T12:00:00Z`)
        return (
          <section
            key={day}
            aria-label={name}
            className={classes.day}
            data-other={day.slice(0, 7) !== month.slice(0, 7)}
            data-closed={closed.includes(day)}
          >
            <Link
              to="/sessions"
              search={{ view: 'day', date: day }}
              className={classes.number}
              data-today={day === today}
              aria-label={t('calendar:dayAndCount', { day: name, count: ofTheDay.length })}
            >
              {Number(day.slice(8))}
            </Link>
            {ofTheDay.slice(0, SHOWN).map((entry) => (
              <Line key={entry.key} entry={entry} />
            ))}
            {ofTheDay.length > SHOWN && (
              <span className={classes.more}>{t('calendar:more', { count: ofTheDay.length - SHOWN })}</span>
            )}
            {ofTheDay.length > 0 && (
              <span className={classes.dots} aria-hidden>
                {ofTheDay.slice(0, SHOWN).map(({ key }) => (
                  <i key={key} />
                ))}
              </span>
            )}
          </section>
        )
      })}
    </div>
  )
}

function Line({ entry }: { entry: Entry }) {
  const clock = useClock()
  const words = (
    <>
      {entry.look !== 'absence' && <span>{clock.time(entry.from)}</span>} {entry.title}
    </>
  )
  if (entry.opens === null) {
    return (
      <span className={classes.line} data-look={entry.look}>
        {words}
      </span>
    )
  }
  return (
    <Link to={entry.opens} className={classes.line} data-look={entry.look}>
      {words}
    </Link>
  )
}
