import { useTranslation } from 'react-i18next'
import { Status } from '@/kit/Status'
import { dayKey, partsIn } from '@/kit/time'
import { useClock } from '@/kit/useClock'
import type { Task } from './queries'

/** When a task is due, and whether that has passed. */
export function DueOn({ task: { due_on, done } }: { task: Task }) {
  const { t } = useTranslation()
  const clock = useClock()
  if (done) return <Status tone="good" word={t('centre-diary:done')} />
  if (due_on === null) return null
  const late = due_on < dayKey(partsIn(clock.zone, new Date()))
  const day = clock.date(`${due_on}T12:00:00Z`)
  return (
    <Status
      tone={late ? 'late' : 'ahead'}
      word={t(late ? 'centre-diary:wasDue' : 'centre-diary:due', { day })}
    />
  )
}
