import { Card, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/kit/names'
import type { Session } from './queries'
import { useSessionWords } from './useSessionWords'

/** What is planned for a session; every learner of it reads it (SB-29). */
export function PlanningNotes({ session }: { session: Session }) {
  const { t } = useTranslation()
  return (
    <Card component="section">
      <Title order={2} size="h5" mb="xs">
        {t('sessions:notes')}
      </Title>
      <Text c={session.planning_notes === null ? 'dimmed' : undefined} style={{ whiteSpace: 'pre-line' }}>
        {session.planning_notes ?? t('sessions:noNotes')}
      </Text>
    </Card>
  )
}

/** How it went, learner by learner as far as one reads it, or why it was cancelled (DR-15, DR-60). */
export function VisitNotes({ session }: { session: Session }) {
  const { t } = useTranslation()
  const words = useSessionWords()
  const noted = session.participants.filter(({ notes }) => notes !== null)
  const { nameOf } = useNames(noted.map(({ learner_id }) => learner_id))
  return (
    <Card component="section">
      <Title order={2} size="h5" mb="xs">
        {t('sessions:visitNotes')}
      </Title>
      <Stack gap="md">
        {session.cancellation !== null && (
          <div>
            <Text fw={600}>{t('sessions:whyCancelled')}</Text>
            <Text style={{ whiteSpace: 'pre-line' }}>{session.cancellation.reason}</Text>
          </div>
        )}
        {noted.map(({ learner_id, outcome, notes }) => (
          <div key={learner_id}>
            <Text fw={600}>
              {t('sessions:whoAndWhere', {
                who: nameOf(learner_id),
                place: words.outcomeOf(session, outcome),
              })}
            </Text>
            <Text style={{ whiteSpace: 'pre-line' }}>{notes}</Text>
          </div>
        ))}
        {session.cancellation === null && noted.length === 0 && (
          <Text c="dimmed">{t('sessions:noVisitNotes')}</Text>
        )}
      </Stack>
    </Card>
  )
}
