import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useClock } from '@/kit/useClock'
import { useNow } from '@/kit/useNow'
import { laned, minutesOn } from './days'
import type { Entry } from './entries'
import classes from './TimeGrid.module.css'

const HOUR = 60
const EARLIEST = 8
const LATEST = 18
/** An hour's height, the smallest block's and a line's, in pixels, as in the styles. */
const HEIGHT = { hour: 56, least: 24, frame: 8, line: 16 }

export type Column = { key: string; day: string; title: string; today: boolean; entries: Entry[] }

type Props = {
  columns: Column[]
  label: string
  /** Where a free place leads; without it nothing is booked from here. */
  book?: ((day: string, time: string, column: string) => { at: string; assessor?: string }) | undefined
}

/** Columns of a day each, hours downwards; what is at the same time stands side by side. */
export function TimeGrid({ columns, label, book }: Props) {
  const { zone } = useClock()
  const placed = columns.map((column) => ({
    ...column,
    items: laned(
      column.entries.flatMap((entry) => {
        const minutes = minutesOn(zone, column.day, entry.from, entry.to)
        return minutes === null ? [] : [{ ...minutes, entry }]
      }),
    ),
  }))
  const timed = placed.flatMap(({ items }) => items).filter(({ entry }) => entry.look !== 'absence')
  const first = Math.min(EARLIEST, ...timed.map(({ start }) => Math.floor(start / HOUR)))
  const last = Math.max(LATEST, ...timed.map(({ end }) => Math.ceil(end / HOUR)))
  const hours = Array.from({ length: last - first }, (_, index) => first + index)
  const part = (minute: number) =>
    `${((Math.min(Math.max(minute, first * HOUR), last * HOUR) - first * HOUR) / ((last - first) * HOUR)) * 100}%`

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className={classes.scroll} aria-label={label} tabIndex={0}>
      <div
        className={classes.grid}
        style={{ '--columns': columns.length, '--hours': hours.length } as React.CSSProperties}
      >
        <div className={classes.hours} aria-hidden>
          {hours.map((hour) => (
            <span key={hour}>{`${String(hour).padStart(2, '0')}:00`}</span>
          ))}
        </div>
        {placed.map((column) => (
          <section key={column.key} className={classes.column} aria-label={column.title}>
            <h2 className={classes.title} data-today={column.today}>
              {column.title}
            </h2>
            <div className={classes.body}>
              {hours.map((hour) => (
                <Slot key={hour} hour={hour} column={column} book={book} />
              ))}
              {column.today && <NowLine part={part} first={first} last={last} />}
              {column.items.map(({ start, end, lane, lanes, entry }) => (
                <Block
                  key={entry.key}
                  entry={entry}
                  lines={linesIn(end - start)}
                  style={{
                    top: part(start),
                    height: `calc(${part(end)} - ${part(start)})`,
                    insetInlineStart: `calc(${(lane / lanes) * 100}% + 2px)`,
                    width: `calc(${100 / lanes}% - 5px)`,
                  }}
                />
              ))}
            </div>
          </section>
        ))}
      </div>
    </section>
  )
}

/** A free hour: a click books there. The keyboard has the button above the calendar and the day's own. */
function Slot({ hour, column, book }: { hour: number; column: Column; book: Props['book'] }) {
  const { t } = useTranslation()
  if (book === undefined) return <span className={classes.slot} />
  const time = `${String(hour).padStart(2, '0')}:00`
  return (
    <Link
      to="/sessions/new"
      search={book(column.day, time, column.key)}
      className={classes.slot}
      tabIndex={-1}
      aria-label={t('calendar:bookAt', { day: column.title, time })}
    />
  )
}

function NowLine(props: { part: (minute: number) => string; first: number; last: number }) {
  const clock = useClock()
  const [hour = 0, minute = 0] = clock.time(useNow()).split(':').map(Number)
  const now = hour * HOUR + minute
  if (now < props.first * HOUR || now > props.last * HOUR) return null
  return <div className={classes.now} style={{ top: props.part(now) }} aria-hidden />
}

/** How many of a block's three lines it has room for. */
function linesIn(minutes: number): number {
  const height = Math.max((minutes / HOUR) * HEIGHT.hour, HEIGHT.least)
  return Math.min(Math.floor((height - HEIGHT.frame) / HEIGHT.line), 3)
}

type BlockProps = { entry: Entry; lines: number; style: React.CSSProperties }

function Block({ entry, lines, style }: BlockProps) {
  const clock = useClock()
  const { t } = useTranslation()
  const time = clock.span(entry.from, entry.to)
  const content = (
    <>
      <span className={classes.time}>{entry.look === 'absence' ? t('calendar:absent') : time}</span>
      <strong>{entry.title}</strong>
      {entry.detail !== '' && <span className={classes.detail}>{entry.detail}</span>}
    </>
  )
  if (entry.opens === null) {
    return (
      <div className={classes.block} data-look={entry.look} data-lines={lines} style={style}>
        {content}
      </div>
    )
  }
  return (
    <Link to={entry.opens} className={classes.block} data-look={entry.look} data-lines={lines} style={style}>
      {content}
    </Link>
  )
}
