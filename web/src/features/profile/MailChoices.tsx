import { Stack, Switch, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/api/client'
import type { components } from '@/api/schema'
import { Loaded, Refused } from '@/kit/States'

const KEY = ['notification-preferences']

type Topic = components['schemas']['TopicOut']

/** What somebody wants mails about, besides what is always mailed. */
export function MailChoices() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const query = useQuery({
    queryKey: KEY,
    queryFn: () => answer(api.GET('/api/notification-preferences')),
  })
  const saying = useMutation({
    mutationFn: (said: Topic) =>
      answer(api.PUT('/api/notification-preferences', { body: { topics: [said] } })),
    onSuccess: (now) => queries.setQueryData(KEY, now),
  })
  return (
    <Stack>
      <Loaded query={query}>
        {({ topics }) => (
          <Stack gap="sm">
            <Text size="sm" c="dimmed">
              {t(topics.length === 0 ? 'profile:mailsOnlyThese' : 'profile:mailsAlways')}
            </Text>
            {topics.map(({ topic, by_mail }) => (
              <Switch
                key={topic}
                label={t(`profile:mailsAbout.${topic}`)}
                checked={by_mail}
                disabled={saying.isPending}
                onChange={(event) => saying.mutate({ topic, by_mail: event.currentTarget.checked })}
              />
            ))}
          </Stack>
        )}
      </Loaded>
      <Refused error={saying.error} />
    </Stack>
  )
}
