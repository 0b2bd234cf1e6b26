import { Button, Group } from '@mantine/core'
import { IconCalendarClock, IconCalendarX, IconUsersPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CancelSession } from './CancelSession'
import { ChangeParticipants } from './ChangeParticipants'
import { MoveSession } from './MoveSession'
import type { Session } from './queries'

type Open = 'move' | 'cancel' | 'participants'

/** What can be done with a planned session: move it, call it off, let learners join and leave. */
export default function SessionActions({ session }: { session: Session }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  return (
    <Group gap="sm">
      <Button
        variant="default"
        leftSection={<IconCalendarClock size={20} aria-hidden />}
        onClick={() => setOpen('move')}
      >
        {t('sessions:move')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconUsersPlus size={20} aria-hidden />}
        onClick={() => setOpen('participants')}
      >
        {t('sessions:changeParticipants')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconCalendarX size={20} aria-hidden />}
        onClick={() => setOpen('cancel')}
      >
        {t('sessions:cancel')}
      </Button>
      {open === 'move' && <MoveSession session={session} close={close} />}
      {open === 'cancel' && <CancelSession session={session} close={close} />}
      {open === 'participants' && <ChangeParticipants session={session} close={close} />}
    </Group>
  )
}
