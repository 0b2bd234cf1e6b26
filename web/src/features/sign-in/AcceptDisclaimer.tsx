import { Button, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/api/client'
import type { Session } from '@/app/session'
import { Refused } from '@/kit/States'
import classes from './AcceptDisclaimer.module.css'

type Props = { disclaimer: NonNullable<Session['disclaimer']>; then: (session: Session) => void }

/** What everybody reads and accepts before the first use, and again when its words change (SA-03). */
export function AcceptDisclaimer({ disclaimer, then }: Props) {
  const { t, i18n } = useTranslation()
  const accepting = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/browser-session/acceptance', { body: { number: disclaimer.number } })),
    onSuccess: then,
  })
  return (
    <Stack>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className={classes.text} aria-label={t('sign-in:disclaimer')} tabIndex={0}>
        <Text style={{ whiteSpace: 'pre-line' }}>
          {i18n.language === 'cy' ? disclaimer.welsh : disclaimer.english}
        </Text>
      </section>
      <Refused error={accepting.error} />
      <Button size="md" loading={accepting.isPending} onClick={() => accepting.mutate()}>
        {t('sign-in:accept')}
      </Button>
    </Stack>
  )
}
