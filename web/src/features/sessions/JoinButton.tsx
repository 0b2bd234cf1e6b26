import { Button } from '@mantine/core'
import { IconVideo } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/api/client'
import { Refused } from '@/kit/States'
import { useClock } from '@/kit/useClock'
import { useNow } from '@/kit/useNow'
import classes from './JoinButton.module.css'
import type { Session } from './queries'

const OPENS_BEFORE = 10 * 60_000

/** The way into the Smart Room, from ten minutes before the session until its end. */
export function JoinButton({ session }: { session: Session }) {
  const { t } = useTranslation()
  const clock = useClock()
  const now = useNow(10)
  const joining = useMutation({
    mutationFn: () =>
      answer(
        api.GET('/api/sessions/{session_id}/join-link', { params: { path: { session_id: session.id } } }),
      ),
    onSuccess: ({ url }) => window.open(url, '_blank', 'noopener'),
  })
  if (session.room === null || session.state !== 'planned' || now > new Date(session.ends_at)) return null
  const opens = new Date(new Date(session.starts_at).getTime() - OPENS_BEFORE)
  return (
    <div className={classes.join}>
      <Button
        leftSection={<IconVideo size={20} aria-hidden />}
        disabled={now < opens}
        loading={joining.isPending}
        onClick={() => joining.mutate()}
      >
        {t('sessions:join')}
      </Button>
      {now < opens && (
        <span className={classes.when}>{t('sessions:opensAt', { time: clock.time(opens) })}</span>
      )}
      <Refused error={joining.error} />
    </div>
  )
}
