import { Button, Group } from '@mantine/core'
import { IconCalendarClock, IconCalendarX, IconMailForward, IconUsersPlus } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, meantFor } from '@/api/client'
import { Refused } from '@/kit/States'
import { useNow } from '@/kit/useNow'
import { CancelSession } from './CancelSession'
import { ChangeParticipants } from './ChangeParticipants'
import { MoveSession } from './MoveSession'
import type { Session } from './queries'
import { useSaved } from './useSaved'

type Open = 'move' | 'cancel' | 'participants'

/** What can be done with a planned session: move it, call it off, let learners join and leave, send it again. */
export default function SessionActions({ session }: { session: Session }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const now = useNow()
  const saved = useSaved()
  const sending = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/sessions/{session_id}/invitations', {
          params: { path: { session_id: session.id } },
          headers: meantFor(session.version),
        }),
      ),
    onSuccess: () => saved(t('sessions:sentNow')),
  })
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
      {new Date(session.ends_at) > now && (
        <Button
          variant="default"
          leftSection={<IconMailForward size={20} aria-hidden />}
          loading={sending.isPending}
          onClick={() => sending.mutate()}
        >
          {t('sessions:send')}
        </Button>
      )}
      <Refused error={sending.error} />
      {open === 'move' && <MoveSession session={session} close={close} />}
      {open === 'cancel' && <CancelSession session={session} close={close} />}
      {open === 'participants' && <ChangeParticipants session={session} close={close} />}
    </Group>
  )
}
