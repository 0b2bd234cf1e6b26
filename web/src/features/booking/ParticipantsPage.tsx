import { Button, Card, Group, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDebouncedValue } from '@mantine/hooks'
import { IconListDetails } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { answer, api, meantFor } from '@/api/client'
import { Page } from '@/kit/Page'
import { Empty, Loaded, Refused } from '@/kit/States'
import { TextLink } from '@/kit/TextLink'
import { useClock } from '@/kit/useClock'
import { useDraft } from '@/kit/useDraft'
import { useTold } from '@/kit/useTold'
import { prefilledIn } from './feature'
import { LearnerTicks } from './LearnerTicks'
import { type Booking, bookingFormQuery, checkQuery, type Draft, draftQuery, isWhole } from './queries'
import { type Alternative, refusalIn, refusalOf } from './refusal'
import { useOneKey } from './useOneKey'
import { Fits, Occurrences, RefusalNote } from './Verdict'

const route = getRouteApi('/frame/sessions/drafts/$draftId')
const WAIT = 350

/** Add/Remove Participants: the second step of a group booking, on what the first step kept (SB-35, SB-36). */
export function ParticipantsPage() {
  const { t } = useTranslation()
  const { draftId } = route.useParams()
  const query = useQuery(draftQuery(draftId))
  return (
    <Page
      title={t('booking:participantsTitle')}
      trail={[
        { to: '/sessions', label: t('sessions:title') },
        { to: '/sessions/new', label: t('booking:title') },
      ]}
    >
      <Loaded query={query} lines={6} height={44}>
        {(draft) =>
          isWhole(draft.typed) ? (
            <Participants key={draft.id} draft={draft} typed={draft.typed} />
          ) : (
            <Unfinished typed={draft.typed} />
          )
        }
      </Loaded>
    </Page>
  )
}

/** The first step was left half done, by another client: it is gone through again, with what is known of it. */
function Unfinished({ typed }: { typed: Draft['typed'] }) {
  const { t } = useTranslation()
  const { local_start, assessor_id, learner_ids } = typed as Partial<Booking>
  const known = { at: local_start?.slice(0, 16), assessor: assessor_id, learner: learner_ids?.[0] }
  return (
    <Empty icon={IconListDetails} title={t('booking:unfinished')}>
      <TextLink to="/sessions/new" search={prefilledIn(known)}>
        {t('booking:firstStep')}
      </TextLink>
    </Empty>
  )
}

/** The ticks survive a refusal, a reload and an ended session. */
function Participants({ draft, typed }: { draft: Draft; typed: Booking }) {
  const { t } = useTranslation()
  const clock = useClock()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const oneKey = useOneKey()
  const told = useTold()
  const form = useForm({ mode: 'controlled', initialValues: { ticked: typed.learner_ids ?? [] } })
  const forget = useDraft(`participants:${draft.id}`, form)
  const { ticked } = form.values
  const setTicked = (ids: string[]) => form.setFieldValue('ticked', ids)
  const places = useQuery(bookingFormQuery).data?.places ?? 30
  const booking: Booking = { ...typed, learner_ids: ticked }
  const [settled] = useDebouncedValue(JSON.stringify(booking), WAIT)
  const check = useQuery({
    ...checkQuery(JSON.parse(settled) as Booking),
    enabled: ticked.length > 0 && draft.session_ids.length === 0,
  })
  const upToDate = settled === JSON.stringify(booking)

  const keep = useMutation({
    mutationFn: async (changes: Partial<Booking>) => {
      const path = { draft_id: draft.id }
      const body = { ...typed, ...changes, participants: draft.participants }
      return answer(
        api.PUT('/api/session-drafts/{draft_id}', {
          params: { path },
          body,
          headers: meantFor(draft.version),
        }),
      )
    },
    onSuccess: (kept) => queries.setQueryData(draftQuery(draft.id).queryKey, kept),
    onError: () => queries.invalidateQueries({ queryKey: draftQuery(draft.id).queryKey }),
  })
  const sending = useMutation({
    mutationFn: async ({ ids, changes = {} }: { ids: string[]; changes?: Partial<Booking> }) => {
      const kept = await keep.mutateAsync({ ...changes, learner_ids: ids })
      const body = { learner_ids: ids }
      return answer(
        api.POST('/api/session-drafts/{draft_id}/booking', {
          params: { path: { draft_id: draft.id } },
          body,
          headers: { ...meantFor(kept.version), 'Idempotency-Key': oneKey.keyOf([kept.version, body]) },
        }),
      )
    },
    onSuccess: async ({ sessions }) => {
      forget()
      await queries.invalidateQueries({ queryKey: ['sessions'] })
      told(t('booking:booked', { count: sessions.length }))
      const [first] = sessions
      if (first !== undefined) {
        void navigate({ to: '/sessions/$sessionId', params: { sessionId: first.id } })
      }
    },
    onError: oneKey.answered,
  })

  const refusal = upToDate && check.data?.refusal ? refusalOf(check.data.refusal) : refusalIn(sending.error)
  const tick = (ids: string[]) => {
    sending.reset()
    setTicked(ids)
  }
  const take = ({ local_start }: Alternative) => {
    sending.reset()
    keep.mutate({ learner_ids: ticked, local_start: local_start.slice(0, 16) })
  }
  const series = booking.repeat !== undefined && booking.repeat !== null
  const someFit = check.data?.occurrences.some(({ fits }) => fits) === true
  const busy = new Set(refusal?.clashes.map(({ id }) => id))
  const [firstSession] = check.data?.occurrences ?? []
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!sending.isPending && ticked.length > 0) sending.mutate({ ids: ticked })
      }}
    >
      <Stack gap="lg" maw={860}>
        <Card component="section" padding="md">
          <Group justify="space-between">
            <div>
              <Text fw={600}>{t(`sessions:type.${typed.type}`)}</Text>
              <Text size="sm" c="dimmed">
                {firstSession === undefined
                  ? t('booking:lookingUp')
                  : t('booking:dayAndTime', {
                      day: clock.day(firstSession.starts_at),
                      time: clock.span(firstSession.starts_at, firstSession.ends_at),
                    })}
              </Text>
            </div>
            <Text size="sm" fw={600} aria-live="polite">
              {t('booking:ticked', { number: ticked.length, wanted: draft.more_learners + 1, places })}
            </Text>
          </Group>
        </Card>
        <LearnerTicks ticked={ticked} onChange={tick} most={places} busy={busy} />
        {upToDate && check.data !== undefined && <Occurrences checked={check.data} />}
        <div aria-live="polite">
          {refusal !== null ? (
            <RefusalNote
              refusal={refusal}
              mends={{
                take,
                leaveOut: (ids) => {
                  setTicked(ids)
                  sending.mutate({ ids })
                },
                ...(series && someFit
                  ? { skip: () => sending.mutate({ ids: ticked, changes: { skip_conflicts: true } }) }
                  : {}),
              }}
            />
          ) : (
            upToDate && check.data?.bookable === true && <Fits checked={check.data} />
          )}
        </div>
        {refusal === null && <Refused error={sending.error ?? keep.error ?? check.error} />}
        <Group>
          <Button type="submit" size="md" loading={sending.isPending} disabled={ticked.length === 0}>
            {t('booking:continue')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
