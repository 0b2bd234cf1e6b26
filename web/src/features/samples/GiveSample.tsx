import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconUsersGroup } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/api/client'
import { type Enrolment, enrolmentsQuery } from '@/features/allocation/queries'
import { ActionBar } from '@/kit/ActionBar'
import { Choosing } from '@/kit/Choosing'
import { DateField } from '@/kit/DateField'
import { staffQuery, useNames, useQualifications } from '@/kit/names'
import { Page } from '@/kit/Page'
import { faultsByField } from '@/kit/problems'
import { Empty, Loaded, Refused } from '@/kit/States'
import { addDays } from '@/kit/time'
import { useTold } from '@/kit/useTold'
import { ukToday } from './LastDay'
import { MOST } from './queries'

const route = getRouteApi('/frame/samples/new')
const USUAL_DAYS = 14

type Values = { eqa: string | null; from: string; until: string }

/** Who reads, from when until when, about which learners of a qualification; one button for all of them (G06). */
export function GiveSample() {
  const { t } = useTranslation()
  const { qualification } = route.useSearch()
  const navigate = route.useNavigate()
  const queries = useQueryClient()
  const told = useTold()
  const { all } = useQualifications()
  const assurers = useQuery(staffQuery('eqa')).data?.items ?? []
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: { eqa: null, from: ukToday(), until: addDays(ukToday(), USUAL_DAYS) },
    validate: {
      eqa: (eqa) => (eqa === null ? t('samples:assurerNeeded') : null),
      from: (from) => (from === '' ? t('samples:firstDayNeeded') : null),
      until: (until) => (until === '' ? t('samples:dayNeeded') : null),
    },
  })
  const giving = useMutation({
    mutationFn: ({ eqa, from, until }: Values) =>
      answer(
        api.POST('/api/samples', {
          body: { eqa_id: eqa ?? '', from_date: from, until_date: until, enrolment_ids: [...chosen] },
        }),
      ),
    onError: (error) => {
      const { eqa_id, from_date, until_date } = faultsByField(error)
      form.setErrors({ eqa: eqa_id, from: from_date, until: until_date })
    },
    onSuccess: async ({ items }) => {
      told(t('samples:given', { count: items.length }))
      await queries.invalidateQueries({ queryKey: ['samples'] })
      await navigate({ to: '/samples' })
    },
  })
  return (
    <Page
      title={t('samples:give')}
      lead={t('samples:giveLead')}
      trail={[{ to: '/samples', label: t('menu:samples') }]}
    >
      <form noValidate onSubmit={form.onSubmit((values) => giving.mutate(values))}>
        <Stack gap="md">
          <Group align="start" gap="md">
            <Select
              label={t('samples:assurer')}
              placeholder={t('samples:choose')}
              data={assurers.map(({ id, display_name }) => ({ value: id, label: display_name }))}
              nothingFoundMessage={t('samples:nobodyFound')}
              searchable
              required
              w={{ base: '100%', xs: 300 }}
              {...form.getInputProps('eqa')}
            />
            <DateField label={t('samples:from')} min={ukToday()} required {...form.getInputProps('from')} />
            <DateField
              label={t('samples:until')}
              description={t('samples:untilHint')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              min={form.values.from || ukToday()}
              required
              {...form.getInputProps('until')}
            />
            <Select
              label={t('learners:qualification')}
              placeholder={t('samples:choose')}
              data={all.map(({ id, title }) => ({ value: id, label: title }))}
              value={qualification ?? null}
              onChange={(value) => {
                setChosen(new Set())
                void navigate({ search: value === null ? {} : { qualification: value }, replace: true })
              }}
              searchable
              required
              w={{ base: '100%', sm: 380 }}
            />
          </Group>
          {qualification !== undefined && (
            <Learners qualification={qualification} chosen={chosen} onChange={setChosen} />
          )}
          <ActionBar>
            <Button type="submit" disabled={chosen.size === 0} loading={giving.isPending}>
              {t('samples:giveThese', { count: chosen.size })}
            </Button>
            <Refused error={giving.error} />
          </ActionBar>
        </Stack>
      </form>
    </Page>
  )
}

type LearnersProps = {
  qualification: string
  chosen: ReadonlySet<string>
  onChange: (chosen: ReadonlySet<string>) => void
}

function Learners({ qualification, chosen, onChange }: LearnersProps) {
  const { t } = useTranslation()
  const query = useQuery(enrolmentsQuery({ qualification_id: qualification }, true))
  const { nameOf } = useNames(query.data?.items.flatMap((one) => [one.learner_id, one.assessor_id]) ?? [])
  return (
    <Loaded query={query} lines={6} height={44}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty icon={IconUsersGroup} title={t('samples:nobodyThere')} />
        ) : (
          <Choosing<Enrolment>
            label={t('learners:title')}
            rows={items}
            idOf={(one) => one.id}
            nameOf={(one) => nameOf(one.learner_id)}
            columns={[
              {
                title: t('learners:learner'),
                of: (one) => <Text fw={600}>{nameOf(one.learner_id)}</Text>,
              },
              { title: t('learners:assessor'), of: (one) => nameOf(one.assessor_id) },
            ]}
            chosen={chosen}
            onChange={onChange}
            most={MOST}
          />
        )
      }
    </Loaded>
  )
}
