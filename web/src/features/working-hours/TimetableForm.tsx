import { Button, Card, Group, NumberInput, Select, Stack, Switch, Text, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api, meantFor } from '@/api/client'
import { Refused } from '@/kit/States'
import { useDraft } from '@/kit/useDraft'
import { useTold } from '@/kit/useTold'
import { WeekFields } from '@/kit/WeekFields'
import { hoursText, OFFICE_WEEK, type Week, weekIn, weekText } from '@/kit/week'
import { ClosureFields, closuresFault } from './ClosureFields'
import type { Timetable } from './queries'

/** Whose time it is: closed days are a centre's and the provider's, hours a person's and the provider's. */
type Whose = 'person' | 'centre' | 'provider'

type Values = {
  own: boolean
  days: string[]
  travel: number | string
  holidays: 'above' | 'free' | 'worked'
  closures: Timetable['closures']
}

const HOLIDAYS = { above: null, free: true, worked: false } as const

/** Hours, the way to sessions, bank holidays and closures; what is not said is as the provider says. */
export function TimetableForm({ timetable, of }: { timetable: Timetable; of: Whose }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const told = useTold()
  const usual = timetable.in_force?.week ?? OFFICE_WEEK
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: {
      own: timetable.week !== null,
      days: weekText(timetable.week ?? usual),
      travel: timetable.travel_minutes ?? '',
      holidays: timetable.bank_holidays === null ? 'above' : timetable.bank_holidays ? 'free' : 'worked',
      closures: timetable.closures,
    },
    validate: { closures: (closures) => (closuresFault(closures) ? t('working-hours:closureWrong') : null) },
  })
  const forget = useDraft(`timetable:${timetable.id}:${timetable.version}`, form)
  const week = weekIn(form.values.days)
  const saving = useMutation({
    mutationFn: ({ own, travel, holidays, closures }: Values) =>
      answer(
        api.PUT('/api/timetables/{id}', {
          params: { path: { id: timetable.id } },
          headers: meantFor(timetable.version),
          body: {
            week: own ? week : null,
            travel_minutes: travel === '' ? null : Number(travel),
            bank_holidays: HOLIDAYS[holidays],
            closures: closures.map((one) => ({ ...one, reason: one.reason.trim() })),
          },
        }),
      ),
    onSuccess: async () => {
      forget()
      told(t('working-hours:saved'))
      await Promise.all(
        ['timetables', 'sessions'].map((first) => queries.invalidateQueries({ queryKey: [first] })),
      )
    },
  })
  return (
    <Card component="section" aria-labelledby="hours" maw={720}>
      <form
        noValidate
        onSubmit={form.onSubmit((values) => {
          if (!values.own || week !== null) saving.mutate(values)
        })}
      >
        <Stack>
          <Title order={2} size="h4" id="hours">
            {t(of === 'centre' ? 'working-hours:closedDays' : 'working-hours:hours')}
          </Title>
          {of !== 'centre' && (
            <>
              <Switch
                label={t(of === 'person' ? 'working-hours:ownWeek' : 'working-hours:otherWeek')}
                {...form.getInputProps('own', { type: 'checkbox' })}
              />
              {form.values.own ? (
                <WeekFields
                  legend={t('working-hours:week')}
                  days={form.values.days}
                  onChange={(days) => form.setFieldValue('days', days)}
                />
              ) : (
                <WeekRead week={usual} />
              )}
              <NumberInput
                label={t('working-hours:travel')}
                description={
                  timetable.in_force === null
                    ? t('working-hours:travelNone')
                    : t('working-hours:travelHint', {
                        usual: t('app:time.minutes', { minutes: timetable.in_force.travel_minutes }),
                      })
                }
                min={0}
                max={240}
                step={5}
                allowDecimal={false}
                maw={360}
                {...form.getInputProps('travel')}
              />
            </>
          )}
          <Select
            label={t('working-hours:bankHolidays')}
            allowDeselect={false}
            maw={360}
            data={(['above', 'free', 'worked'] as const).map((value) => ({
              value,
              label: t(
                value === 'above' && of === 'provider'
                  ? 'working-hours:holidays.usual'
                  : `working-hours:holidays.${value}`,
              ),
            }))}
            {...form.getInputProps('holidays')}
          />
          {of !== 'person' && (
            <ClosureFields
              closures={form.values.closures}
              onChange={(closures) => form.setFieldValue('closures', closures)}
            />
          )}
          {form.errors.closures !== undefined && (
            <Text size="sm" c="var(--bad-text)" role="alert">
              {form.errors.closures}
            </Text>
          )}
          <Refused error={saving.error} />
          <Group>
            <Button type="submit" loading={saving.isPending}>
              {t('working-hours:save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}

function WeekRead({ week }: { week: Week }) {
  const { t } = useTranslation()
  return (
    <Stack gap={2} component="dl" m={0}>
      {week.map((hours, day) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a weekday is its place in the week
        <Group key={day} gap="sm">
          <Text component="dt" w={120} c="dimmed">
            {t(`app:weekday.${day}`)}
          </Text>
          <Text component="dd" m={0} className="tabular">
            {hours.length === 0 ? t('app:closed') : hoursText(hours)}
          </Text>
        </Group>
      ))}
    </Stack>
  )
}
