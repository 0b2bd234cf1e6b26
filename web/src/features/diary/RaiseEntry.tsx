import {
  Button,
  Card,
  Group,
  MultiSelect,
  SegmentedControl,
  Select,
  Stack,
  Text,
  Textarea,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/api/client'
import { useZone } from '@/app/me'
import { CHANGE_NOTERS } from '@/app/roles'
import { useSession } from '@/app/session'
import { DateField } from '@/kit/DateField'
import { staffQuery } from '@/kit/names'
import { Page } from '@/kit/Page'
import { faultsByField } from '@/kit/problems'
import { Refused } from '@/kit/States'
import { TextLink } from '@/kit/TextLink'
import { TimeField } from '@/kit/TimeField'
import { dayKey, partsIn } from '@/kit/time'
import { useDraft } from '@/kit/useDraft'
import { useTold } from '@/kit/useTold'
import { learnersQuery, type NewEntry } from './queries'

const route = getRouteApi('/frame/diary-entries/new')
const FIELDS: Record<string, string> = {
  learner_ids: 'learners',
  assessor_id: 'assessor',
  local_start: 'day',
  notes: 'notes',
}

type Values = {
  kind: NewEntry['kind']
  learners: string[]
  assessor: string | null
  day: string
  time: string
  notes: string
}

/** Notes a change of circumstances, or an Action that is to be done; one that is about a session is for its learners. */
export function RaiseEntry() {
  const { t } = useTranslation()
  const { about } = route.useSearch()
  const { role } = useSession()
  const zone = useZone()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const told = useTold()
  const own = role === 'assessor'
  const learners = useQuery({ ...learnersQuery, enabled: about === undefined }).data?.items ?? []
  const assessors =
    useQuery({ ...staffQuery('assessor'), enabled: about === undefined && !own }).data?.items ?? []
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: {
      kind: 'action',
      learners: [],
      assessor: null,
      day: dayKey(partsIn(zone, new Date())),
      time: '09:00',
      notes: '',
    },
    validate: {
      time: (time) => (time === '' ? t('app:clock.unread') : null),
      notes: (notes) => (notes.trim() === '' ? t('diary:notesNeeded') : null),
      learners: (ids) => (about === undefined && ids.length === 0 ? t('diary:learnersNeeded') : null),
      assessor: (id) => (about === undefined && !own && id === null ? t('diary:assessorNeeded') : null),
    },
  })
  const forget = useDraft(`entry:${about ?? ''}`, form)
  const raising = useMutation({
    mutationFn: ({ kind, learners, assessor, day, time, notes }: Values) =>
      answer(
        api.POST('/api/diary-entries', {
          body: {
            kind: about === undefined ? kind : 'action',
            notes,
            local_start: `${day}T${time}`,
            time_zone: zone,
            learner_ids: about === undefined ? learners : [],
            ...(about === undefined ? {} : { about_session_id: about }),
            ...(assessor === null || own ? {} : { assessor_id: assessor }),
          },
        }),
      ),
    onSuccess: async ({ id }) => {
      forget()
      await queries.invalidateQueries({ queryKey: ['diary-entries'] })
      await queries.invalidateQueries({ queryKey: ['sessions'] })
      told(t('diary:raised'))
      void navigate({ to: '/sessions/$sessionId', params: { sessionId: id } })
    },
    onError: (error) => form.setErrors(faultsByField(error, FIELDS)),
  })
  const named = (people: readonly { id: string; display_name: string }[]) =>
    people.map(({ id, display_name }) => ({ value: id, label: display_name }))
  return (
    <Page title={t('diary:raise')} trail={[{ to: '/diary-entries', label: t('sessions:diaryEntries') }]}>
      <Card component="section" maw={640} aria-label={t('diary:raise')}>
        <form noValidate onSubmit={form.onSubmit((values) => raising.mutate(values))}>
          <Stack gap="md">
            {about !== undefined ? (
              <Text>
                {t('diary:aboutSession')}{' '}
                <TextLink to="/sessions/$sessionId" params={{ sessionId: about }}>
                  {t('sessions:theSession')}
                </TextLink>
              </Text>
            ) : (
              <>
                {CHANGE_NOTERS.includes(role) && (
                  <SegmentedControl
                    aria-label={t('diary:kind')}
                    data={(['action', 'choc'] as const).map((value) => ({
                      value,
                      label: t(`sessions:kind.${value}`),
                    }))}
                    {...form.getInputProps('kind')}
                  />
                )}
                <MultiSelect
                  label={t('diary:learners')}
                  required
                  searchable
                  maxValues={30}
                  data={named(learners)}
                  nothingFoundMessage={t('diary:nobodyFound')}
                  {...form.getInputProps('learners')}
                />
                {!own && (
                  <Select
                    label={t('diary:assessor')}
                    required
                    searchable
                    data={named(assessors)}
                    nothingFoundMessage={t('diary:nobodyFound')}
                    {...form.getInputProps('assessor')}
                  />
                )}
              </>
            )}
            <Textarea
              label={t(form.values.kind === 'choc' ? 'diary:whatChanged' : 'diary:whatToDo')}
              description={form.values.kind === 'choc' ? t('diary:notesHint') : null}
              required
              autosize
              minRows={3}
              maxLength={3000}
              {...form.getInputProps('notes')}
            />
            <Group grow preventGrowOverflow={false}>
              <DateField label={t('diary:day')} required {...form.getInputProps('day')} />
              <TimeField label={t('diary:time')} required {...form.getInputProps('time')} />
            </Group>
            <Refused error={raising.error} />
            <Group>
              <Button type="submit" size="md" loading={raising.isPending}>
                {t('diary:save')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Card>
    </Page>
  )
}
