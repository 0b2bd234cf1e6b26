import { Card, Text, Title } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/api/client'
import { useNames } from '@/kit/names'
import { Loaded } from '@/kit/States'
import { useClock } from '@/kit/useClock'

const historyQuery = (id: string) =>
  queryOptions({
    queryKey: ['sessions', 'history', id],
    queryFn: () =>
      answer(api.GET('/api/sessions/{session_id}/history', { params: { path: { session_id: id } } })),
  })

/** Who booked it, every move and every correction, for staff. */
export function History({ sessionId }: { sessionId: string }) {
  const { t } = useTranslation()
  const clock = useClock()
  const query = useQuery(historyQuery(sessionId))
  const { data } = query
  const { nameOf, sees } = useNames([
    ...(data === undefined ? [] : [data.booked_by_id]),
    ...(data?.moves.map(({ by_id }) => by_id) ?? []),
    ...(data?.corrections.flatMap(({ by_id, changes }) => [by_id, ...changes.map((one) => one.learner_id)]) ??
      []),
  ])
  const by = (id: string) => (sees(id) ? nameOf(id) : t('sessions:aColleague'))
  return (
    <Card component="section" aria-label={t('sessions:history')}>
      <Title order={2} size="h5" mb="xs">
        {t('sessions:history')}
      </Title>
      <Loaded query={query}>
        {(history) => (
          <ol style={{ margin: 0, paddingInlineStart: 20 }}>
            <li>
              {t('sessions:bookedThen', {
                when: clock.moment(history.booked_at),
                name: by(history.booked_by_id),
              })}
            </li>
            {history.moves.map((move) => (
              <li key={move.at}>
                {t('sessions:movedThen', {
                  when: clock.moment(move.at),
                  name: by(move.by_id),
                  from: clock.moment(move.from_start),
                  to: clock.moment(move.to_start),
                })}
              </li>
            ))}
            {history.corrections.map((one) => (
              <li key={one.at}>
                {t('sessions:correctedThen', { when: clock.moment(one.at), name: by(one.by_id) })}
                {one.changes.map(({ learner_id, before, after }) => (
                  <Text key={learner_id} size="sm">
                    {t('sessions:correctedFromTo', {
                      name: nameOf(learner_id),
                      before: t(`sessions:outcomeName.${before}`),
                      after: t(`sessions:outcomeName.${after}`),
                    })}
                  </Text>
                ))}
                <Text size="sm" c="dimmed">
                  {one.reason}
                </Text>
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </Card>
  )
}
