import { Button } from '@mantine/core'
import { IconCalendarOff, IconCalendarPlus, IconClock, IconMapPin, IconUser } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/kit/names'
import { Empty } from '@/kit/States'
import { TextLink } from '@/kit/TextLink'
import { useClock } from '@/kit/useClock'
import { JoinButton } from './JoinButton'
import classes from './NextSession.module.css'
import type { Session } from './queries'
import { useSessionWords } from './useSessionWords'

/** When and where one is expected next, the way in, and a file for one's own calendar (SA-14). */
export function NextSession({ session }: { session: Session | undefined }) {
  const { t } = useTranslation()
  const clock = useClock()
  const words = useSessionWords()
  const { nameOf } = useNames(session === undefined ? [] : [session.assessor_id])
  if (session === undefined) {
    return (
      <Empty icon={IconCalendarOff} title={t('sessions:noneBooked')}>
        {t('sessions:noneBookedHint')}
      </Empty>
    )
  }
  const note = clock.zoneNote(session.time_zone)
  return (
    <div className={classes.next}>
      <div className={classes.when}>
        <div className={classes.day}>{clock.nearDay(session.starts_at)}</div>
        <div className={classes.time}>{clock.span(session.starts_at, session.ends_at)}</div>
        {note !== null && <div className={classes.zone}>{note}</div>}
      </div>
      <div className={classes.what}>
        <TextLink to="/sessions/$sessionId" params={{ sessionId: session.id }} fw={650} fz="lg">
          {words.nameOf(session)}
        </TextLink>
        <div className={classes.facts}>
          <Fact icon={IconMapPin} text={words.placeOf(session)} />
          <Fact icon={IconUser} text={nameOf(session.assessor_id)} />
          <Fact icon={IconClock} text={t('sessions:minutes', { count: session.minutes })} />
        </div>
        <div className={classes.ways}>
          <JoinButton session={session} />
          <Button
            variant="default"
            leftSection={<IconCalendarPlus size={20} aria-hidden />}
            onClick={() => words.addToCalendar(session)}
          >
            {t('sessions:addToCalendar')}
          </Button>
        </div>
      </div>
    </div>
  )
}

function Fact({ icon: Shape, text }: { icon: typeof IconClock; text: string }) {
  return (
    <span className={classes.fact}>
      <Shape size={18} stroke={1.7} aria-hidden />
      {text}
    </span>
  )
}
