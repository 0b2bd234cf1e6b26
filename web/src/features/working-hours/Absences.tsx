import { Button, Card, Group, Stack, Text, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, meantFor } from '@/api/client'
import { PlainList } from '@/kit/PlainList'
import { Loaded, Refused } from '@/kit/States'
import { Stretch } from '@/kit/Stretch'
import { addDays } from '@/kit/time'
import { useClock } from '@/kit/useClock'
import { useTold } from '@/kit/useTold'
import { AbsenceForm } from './AbsenceForm'
import { type Absence, absencesQuery, SHOWN_DAYS } from './queries'

type Props = { person: string; from: string; go: (first: string) => void }

/** When somebody is away, eight weeks at a time; nobody can book them then. */
export function Absences({ person, from, go }: Props) {
  const { t } = useTranslation()
  const { zone } = useClock()
  const last = addDays(from, SHOWN_DAYS - 1)
  const query = useQuery(absencesQuery(person, from, last, zone))
  const [entering, setEntering] = useState(false)
  return (
    <Card component="section" aria-labelledby="absences" maw={720}>
      <Stack>
        <Group justify="space-between" gap="sm">
          <Title order={2} size="h4" id="absences">
            {t('working-hours:absences')}
          </Title>
          <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => setEntering(true)}>
            {t('working-hours:enter')}
          </Button>
        </Group>
        <Stretch first={from} last={last} go={go} />
        <Loaded query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <Text c="dimmed">{t('working-hours:none')}</Text>
            ) : (
              <PlainList>
                {items.map((absence) => (
                  <Line key={absence.id} absence={absence} />
                ))}
              </PlainList>
            )
          }
        </Loaded>
      </Stack>
      {entering && <AbsenceForm person={person} close={() => setEntering(false)} />}
    </Card>
  )
}

function Line({ absence }: { absence: Absence }) {
  const { t } = useTranslation()
  const when = useWhen(absence)
  const queries = useQueryClient()
  const told = useTold()
  const withdrawing = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/absences/{absence_id}/withdrawal', {
          params: { path: { absence_id: absence.id } },
          headers: meantFor(absence.version),
        }),
      ),
    onSuccess: async () => {
      told(t('working-hours:withdrawn', { when }))
      await Promise.all(
        ['absences', 'sessions'].map((first) => queries.invalidateQueries({ queryKey: [first] })),
      )
    },
  })
  return (
    <li>
      <Group justify="space-between" gap="sm">
        <div>
          <Text fw={600} className="tabular">
            {when}
          </Text>
          <Text size="sm" c="dimmed">
            {[
              absence.kind === null ? t('working-hours:away') : t(`working-hours:kind.${absence.kind}`),
              ...(absence.note ? [absence.note] : []),
            ].join(' · ')}
          </Text>
        </div>
        <Button
          variant="default"
          size="sm"
          loading={withdrawing.isPending}
          aria-label={t('working-hours:withdrawWhen', { when })}
          onClick={() => withdrawing.mutate()}
        >
          {t('working-hours:withdraw')}
        </Button>
      </Group>
      <Refused error={withdrawing.error} />
    </li>
  )
}

/** `24/12/2026`, `24/12/2026 – 31/12/2026`, or with the times it begins and ends. */
function useWhen({ first, last, from_time, until_time }: Absence): string {
  const { t } = useTranslation()
  const clock = useClock()
  const at = (day: string, time: string | null) => {
    const date = clock.date(`${day}T12:00:00Z`)
    return time === null ? date : `${date}, ${time.slice(0, 5)}`
  }
  if (first === last && from_time === null) return at(first, null)
  return t('app:fromTo', { first: at(first, from_time), last: at(last, until_time) })
}
