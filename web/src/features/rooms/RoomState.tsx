import { useTranslation } from 'react-i18next'
import { Status } from '@/kit/Status'
import { useNow } from '@/kit/useNow'
import type { Room } from './queries'

/** Whether the room can be booked, or why not. */
export function RoomState({ room }: { room: Room }) {
  const { t } = useTranslation()
  const now = useNow()
  const blocked = room.maintenance.some(
    ({ starts_at, ends_at }) => new Date(starts_at) <= now && now < new Date(ends_at),
  )
  if (!room.active) return <Status tone="off" word={t('rooms:states.retired')} />
  return blocked ? (
    <Status tone="paused" word={t('rooms:states.blocked')} />
  ) : (
    <Status tone="good" word={t('rooms:states.active')} />
  )
}
