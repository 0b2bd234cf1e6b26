import { Button, Card, Checkbox, Group, Stack, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/api/client'
import { useSession } from '@/app/session'
import { faultsByField } from '@/kit/problems'
import { Refused } from '@/kit/States'
import { useDraft } from '@/kit/useDraft'
import { useTold } from '@/kit/useTold'
import type { Prefilled } from './feature'
import { LateFields } from './LateFields'
import { type Booking, type BookingForm, checkQuery } from './queries'
import { RepeatFields } from './RepeatFields'
import { refusalIn, refusalOf, startOf } from './refusal'
import { useOneKey } from './useOneKey'
import { Fits, Occurrences, RefusalNote } from './Verdict'
import { bookingOf, missingIn, type Values } from './values'
import { WhatFields } from './WhatFields'
import { WhenFields } from './WhenFields'
import { WhoFields } from './WhoFields'

const WAIT = 350
const FIELDS: Record<string, keyof Values> = {
  assessor_id: 'assessor',
  learner_ids: 'learner',
  qualification_ids: 'courses',
  local_start: 'date',
  location: 'place',
  planning_notes: 'notes',
  afterwards_reason: 'lateReason',
  'repeat.count': 'count',
  'repeat.until': 'until',
}

/** The form, what would become of it as it stands, and the button that books. */
export function BookForm({ start, prefilled }: { start: BookingForm; prefilled: Prefilled }) {
  const { t } = useTranslation()
  const { role, person } = useSession()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const oneKey = useOneKey()
  const told = useTold()
  const form = useForm<Values>({ mode: 'controlled', initialValues: emptyForm(start, prefilled) })
  const forget = useDraft(`booking:${prefilled.learner ?? ''}:${prefilled.at ?? ''}`, form)
  const values = form.values
  const group = typeof values.participants === 'number' && values.participants > start.participants

  const asked = bookingOf(values, start.time_zone)
  const [settled] = useDebouncedValue(JSON.stringify(asked), WAIT)
  const checkable = JSON.parse(settled) as Booking | null
  const check = useQuery({
    ...checkQuery(checkable ?? ({} as Booking)),
    enabled: checkable !== null,
  })
  const upToDate = asked !== null && settled === JSON.stringify(asked)

  const booking = useMutation({
    mutationFn: (body: Booking) =>
      answer(api.POST('/api/sessions', { body, headers: { 'Idempotency-Key': oneKey.keyOf(body) } })),
    onSuccess: async ({ sessions }) => {
      forget()
      await queries.invalidateQueries({ queryKey: ['sessions'] })
      const [first] = sessions
      const late = first?.recorded_afterwards === true
      told(late ? t('booking:recorded') : t('booking:booked', { count: sessions.length }))
      if (first !== undefined) {
        void navigate({ to: '/sessions/$sessionId', params: { sessionId: first.id } })
      }
    },
    onError: (error) => {
      oneKey.answered(error)
      form.setErrors(faultsByField(error, FIELDS))
    },
  })
  const keeping = useMutation({
    mutationFn: ({ body, participants }: { body: Booking; participants: number }) => {
      const draft = { ...body, participants }
      const headers = { 'Idempotency-Key': oneKey.keyOf(draft) }
      return answer(api.POST('/api/session-drafts', { body: draft, headers }))
    },
    onSuccess: ({ id }) => {
      forget()
      void navigate({ to: '/sessions/drafts/$draftId', params: { draftId: id } })
    },
    onError: oneKey.answered,
  })
  const sending = booking.isPending || keeping.isPending

  const submit = (changes: Partial<Booking> = {}) => {
    const missing = missingIn(values)
    if (missing.length > 0 || asked === null) {
      form.setErrors(Object.fromEntries(missing.map((field) => [field, t('booking:needed')])))
      return
    }
    if (sending) return
    if (group && changes.skip_conflicts !== true) {
      keeping.mutate({ body: asked, participants: Number(values.participants) })
    } else booking.mutate({ ...asked, ...changes })
  }

  const refusal = upToDate && check.data?.refusal ? refusalOf(check.data.refusal) : refusalIn(booking.error)
  const someFit = check.data?.occurrences.some(({ fits }) => fits) === true
  const mayOverride = role === 'master_admin' || values.assessor === person.id
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Stack gap="lg" maw={860}>
        <Card component="section" aria-label={t('booking:who')}>
          <WhoFields form={form} start={start} />
        </Card>
        <Card component="section" aria-label={t('booking:what')}>
          <WhatFields form={form} start={start} effect={check.data?.effect ?? null} />
        </Card>
        <Card component="section" aria-label={t('booking:when')}>
          <Stack gap="md">
            <WhenFields form={form} start={start} />
            <LateFields form={form} start={start} />
            <RepeatFields form={form} start={start} />
            {upToDate && check.data !== undefined && <Occurrences checked={check.data} />}
            <div aria-live="polite">
              {refusal !== null ? (
                <RefusalNote
                  refusal={refusal}
                  mends={{
                    take: (one) => {
                      booking.reset()
                      form.setValues(startOf(one))
                    },
                    ...(values.repeats && someFit ? { skip: () => submit({ skip_conflicts: true }) } : {}),
                    ...(mayOverride ? { override: () => form.setFieldValue('override', true) } : {}),
                  }}
                />
              ) : (
                upToDate && check.data?.bookable === true && <Fits checked={check.data} />
              )}
            </div>
          </Stack>
        </Card>
        <Card component="section" aria-label={t('booking:notes')}>
          <Stack gap="md">
            <Textarea
              label={t('booking:notes')}
              description={t('booking:notesHint')}
              autosize
              minRows={3}
              maxLength={3000}
              {...form.getInputProps('notes')}
            />
            {start.auto_record && values.method === 'smart_session' && (
              <Checkbox
                label={t('booking:autoRecord')}
                {...form.getInputProps('autoRecord', { type: 'checkbox' })}
              />
            )}
          </Stack>
        </Card>
        {refusal === null && <Refused error={booking.error ?? keeping.error ?? check.error} />}
        <Group>
          <Button type="submit" size="md" loading={sending}>
            {t(group ? 'booking:toParticipants' : 'booking:create')}
          </Button>
          <Button
            variant="subtle"
            onClick={() => {
              forget()
              form.setValues(emptyForm(start, prefilled))
              booking.reset()
            }}
          >
            {t('booking:startAgain')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function emptyForm(start: BookingForm, { at, assessor, learner }: Prefilled): Values {
  return {
    assessor: assessor ?? start.assessor_id,
    learner: learner ?? null,
    participants: start.participants,
    courses: [],
    method: start.methods[0] ?? 'traditional',
    type: 'general',
    kind: null,
    date: at?.slice(0, 10) ?? null,
    time: at?.slice(11) ?? '',
    minutes: 60,
    place: '',
    autoRecord: start.auto_record,
    notes: '',
    repeats: false,
    frequency: 'weekly',
    ends: 'count',
    count: 4,
    until: null,
    override: false,
    lateReason: '',
  }
}
