import { Button, Card, Select, Stack, Textarea, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { answer, api, meantFor } from '@/api/client'
import { BOOKERS, PLAN_READERS } from '@/app/roles'
import { useMay, useSession } from '@/app/session'
import { LearningPlan } from '@/features/plan/LearningPlan'
import { useNames } from '@/kit/names'
import { faultsByField } from '@/kit/problems'
import { Refused } from '@/kit/States'
import { useDraft } from '@/kit/useDraft'
import { useSeek } from '@/kit/useSeek'
import { PlanningNotes } from './Notes'
import type { Session } from './queries'
import { useSaved } from './useSaved'

const route = getRouteApi('/frame/sessions/$sessionId')

/** What is planned for the visit, and the plan of its learner in which it stands (DR-11, SA-50). */
export default function UpdatePlan({ session }: { session: Session }) {
  const { role, person } = useSession()
  const readsPlans = useMay('read_plans') && PLAN_READERS.includes(role)
  const own = session.assessor_id === person.id || session.booked_by_id === person.id
  const changes = session.state === 'planned' && BOOKERS.includes(role) && (role !== 'assessor' || own)
  return (
    <Stack gap="md">
      {changes ? <NotesForm key={session.version} session={session} /> : <PlanningNotes session={session} />}
      {readsPlans && <PlanOfLearner session={session} />}
    </Stack>
  )
}

function NotesForm({ session }: { session: Session }) {
  const { t } = useTranslation()
  const saved = useSaved()
  const form = useForm({
    mode: 'controlled',
    initialValues: { planning_notes: session.planning_notes ?? '' },
  })
  const forget = useDraft(`planning-notes:${session.id}:${session.version}`, form)
  const saving = useMutation({
    mutationFn: (body: { planning_notes: string }) =>
      answer(
        api.PUT('/api/sessions/{session_id}/planning-notes', {
          params: { path: { session_id: session.id } },
          headers: meantFor(session.version),
          body,
        }),
      ),
    onError: (error) => form.setErrors(faultsByField(error)),
    onSuccess: async () => {
      forget()
      await saved(t('sessions:notesSaved'))
    },
  })
  return (
    <Card component="section" aria-label={t('sessions:notes')}>
      <form onSubmit={form.onSubmit((values) => saving.mutate(values))}>
        <Stack gap="md" align="flex-start">
          <Textarea
            w="100%"
            label={t('sessions:notes')}
            description={t('sessions:notesHint')}
            maxLength={3000}
            autosize
            minRows={3}
            {...form.getInputProps('planning_notes')}
          />
          <Refused error={saving.error} />
          <Button type="submit" loading={saving.isPending}>
            {t('sessions:saveNotes')}
          </Button>
        </Stack>
      </form>
    </Card>
  )
}

function PlanOfLearner({ session }: { session: Session }) {
  const { t } = useTranslation()
  const seek = useSeek<{ learner: string }>()
  const ids = session.participants.map(({ learner_id }) => learner_id)
  const { learner = ids[0] } = route.useSearch()
  const { nameOf } = useNames(ids)
  if (learner === undefined || !ids.includes(learner)) return null
  return (
    <Stack gap="sm" component="section" aria-label={t('sessions:planOf', { name: nameOf(learner) })}>
      <Title order={2} size="h4">
        {t('sessions:planOf', { name: nameOf(learner) })}
      </Title>
      {ids.length > 1 && (
        <Select
          label={t('sessions:whosePlan')}
          data={ids.map((id) => ({ value: id, label: nameOf(id) }))}
          value={learner}
          onChange={(id) => seek({ learner: id })}
          allowDeselect={false}
          maw={380}
        />
      )}
      <LearningPlan learnerId={learner} />
    </Stack>
  )
}
