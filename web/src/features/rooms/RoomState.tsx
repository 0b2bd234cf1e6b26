import { useTranslation } from 'react-i18next'
import { Status } from '@/kit/Status'
import { useNow } from '@/kit/useNow'
import type { Room } from './queries'

const TONES = { active: 'good', blocked: 'paused', retired: 'off' } as const

/** Whether a room can be booked at a moment, or why not. */
export function stateOf(room: Room, at: Date): keyof typeof TONES {
  if (!room.active) return 'retired'
  const blocked = room.maintenance.some(
    ({ starts_at, ends_at }) => new Date(starts_at) <= at && at < new Date(ends_at),
  )
  return blocked ? 'blocked' : 'active'
}

/** The state of a room now, as an icon and a word. */
export function RoomState({ room }: { room: Room }) {
  const { t } = useTranslation()
  const state = stateOf(room, useNow())
  return <Status tone={TONES[state]} word={t(`rooms:states.${state}`)} />
}
