import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCalendarCheck,
  IconCalendarX,
  IconCheck,
  IconInfoCircle,
  IconX,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Problem } from '@/api/problem'
import { useNames } from '@/kit/names'
import { sentenceOf } from '@/kit/problems'
import { useClock } from '@/kit/useClock'
import type { Checked } from './queries'
import type { Alternative, Clash, Refusal } from './refusal'
import classes from './Verdict.module.css'

type Mends = {
  take: (alternative: Alternative) => void
  /** Book a series without the sessions that do not fit. */
  skip?: (() => void) | undefined
  /** Book a group without those who are busy. */
  leaveOut?: ((others: string[]) => void) | undefined
  /** Book outside the assessor's working hours. */
  override?: (() => void) | undefined
}

/** Why a booking does not fit, and each way to mend it by one click. */
export function RefusalNote({ refusal, mends }: { refusal: Refusal; mends: Mends }) {
  const { t } = useTranslation()
  const clock = useClock()
  const { skip, leaveOut, override } = mends
  return (
    <Alert
      color="red"
      styles={{ title: { color: 'var(--bad-text)' } }}
      icon={<IconCalendarX size={20} />}
      title={t(`booking:refusal.${refusal.code}`, { defaultValue: t('booking:refusal.other') })}
    >
      <Stack gap="sm">
        <Clashes refusal={refusal} />
        {refusal.waiting.map(({ id, name }) => (
          <Text key={id} size="sm">
            {t('booking:waiting', { name })}
          </Text>
        ))}
        {refusal.alternatives.length + refusal.clashes.length + refusal.waiting.length === 0 && (
          <Text size="sm">{sentenceOf(new Problem(409, refusal.code, refusal.detail))}</Text>
        )}
        {refusal.alternatives.length > 0 && (
          <div>
            <Text size="sm" fw={600} mb={6}>
              {t('booking:freeThen')}
            </Text>
            <Group gap="xs">
              {refusal.alternatives.map((one) => (
                <Button
                  key={one.starts_at}
                  size="xs"
                  variant="default"
                  leftSection={<IconCalendarCheck size={16} aria-hidden />}
                  onClick={() => mends.take(one)}
                >
                  {t('booking:dayAndTime', {
                    day: clock.date(one.starts_at),
                    time: clock.time(one.starts_at),
                  })}
                </Button>
              ))}
            </Group>
          </div>
        )}
        <Group gap="xs">
          {leaveOut !== undefined && refusal.others.length > 0 && (
            <Button size="xs" onClick={() => leaveOut(refusal.others)}>
              {t('booking:bookOthers', { count: refusal.others.length })}
            </Button>
          )}
          {skip !== undefined && (
            <Button size="xs" onClick={skip}>
              {t('booking:bookThoseThatFit')}
            </Button>
          )}
          {override !== undefined && refusal.code === 'outside_working_hours' && (
            <Button size="xs" onClick={override}>
              {t('booking:bookAnyway')}
            </Button>
          )}
        </Group>
      </Stack>
    </Alert>
  )
}

function Clashes({ refusal }: { refusal: Refusal }) {
  const { t } = useTranslation()
  const clock = useClock()
  const { nameOf, sees } = useNames(refusal.clashes.map(({ id }) => id))
  const who = ({ id, kind, name }: Clash) => name ?? (sees(id) ? nameOf(id) : t(`booking:party.${kind}`))
  if (refusal.clashes.length === 0) return null
  return (
    <ul className={classes.clashes}>
      {refusal.clashes.map((clash) => (
        <li key={`${clash.id}${clash.starts_at}${clash.occurrence}`}>
          {t(clash.away ? 'booking:away' : 'booking:busy', {
            name: who(clash),
            day: clock.nearDay(clash.starts_at),
            time: clock.span(clash.starts_at, clash.ends_at),
          })}
        </li>
      ))}
    </ul>
  )
}

/** What a check found when the booking would be taken: that it fits, what to know, and what it sets off. */
export function Fits({ checked }: { checked: Checked }) {
  const { t } = useTranslation()
  const clock = useClock()
  const { nameOf } = useNames(checked.warnings.map(({ person_id }) => person_id))
  const [first] = checked.occurrences
  return (
    <Alert
      color="green"
      styles={{ title: { color: 'var(--good-text)' } }}
      icon={<IconCalendarCheck size={20} />}
      title={t('booking:fits')}
    >
      {typeof first?.rooms_free === 'number' && (
        <Text size="sm">{t('booking:roomsFree', { count: first.rooms_free })}</Text>
      )}
      {checked.warnings.map((one) => (
        <Group
          key={`${one.reason}${one.person_id}${one.starts_at}`}
          gap={6}
          wrap="nowrap"
          mt={4}
          align="flex-start"
        >
          <IconAlertTriangle size={18} aria-hidden style={{ flex: 'none' }} />
          <Text size="sm">
            {t(`booking:warning.${one.reason}`, {
              name: nameOf(one.person_id),
              day: clock.nearDay(one.starts_at),
              time: clock.span(one.starts_at, one.ends_at),
            })}
          </Text>
        </Group>
      ))}
    </Alert>
  )
}

/** Each session of a series, and whether it fits (SB-39). */
export function Occurrences({ checked }: { checked: Checked }) {
  const { t } = useTranslation()
  const clock = useClock()
  if (checked.occurrences.length < 2) return null
  return (
    <section aria-label={t('booking:preview')}>
      <Text size="sm" fw={600} mb={6}>
        {t('booking:preview')}
      </Text>
      <ol className={classes.occurrences}>
        {checked.occurrences.map((one) => (
          <li key={one.occurrence} data-fits={one.fits}>
            {one.fits ? <IconCheck size={16} aria-hidden /> : <IconX size={16} aria-hidden />}
            <span className={classes.when}>
              {t('booking:dayAndTime', {
                day: clock.day(one.starts_at),
                time: clock.span(one.starts_at, one.ends_at),
              })}
            </span>
            <span>{t(one.fits ? 'booking:free' : 'booking:clash')}</span>
          </li>
        ))}
      </ol>
      {checked.skipped_months.length > 0 && (
        <Group gap={6} mt="xs" c="dimmed">
          <IconInfoCircle size={16} aria-hidden />
          <Text size="sm">{t('booking:skippedMonths', { count: checked.skipped_months.length })}</Text>
        </Group>
      )}
    </section>
  )
}
