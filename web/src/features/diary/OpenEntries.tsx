import { Button, Card, Group, Text } from '@mantine/core'
import { IconFlag } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/kit/names'
import { Page } from '@/kit/Page'
import { PlainList } from '@/kit/PlainList'
import { Empty, Loaded } from '@/kit/States'
import { Status } from '@/kit/Status'
import { TextLink } from '@/kit/TextLink'
import { useClock } from '@/kit/useClock'
import { useNow } from '@/kit/useNow'
import { type Entry, openEntries } from './queries'

/** Changes of circumstances and Actions that wait to be done, the oldest first (DR-36, DR-79). */
export function OpenEntries() {
  const { t } = useTranslation()
  const query = useQuery(openEntries)
  return (
    <Page
      title={t('sessions:diaryEntries')}
      lead={t('diary:lead')}
      actions={
        <Button component={Link} to="/diary-entries/new" leftSection={<IconFlag size={20} aria-hidden />}>
          {t('diary:raise')}
        </Button>
      }
    >
      <Loaded query={query} lines={4} height={72}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={IconFlag} title={t('diary:none')}>
              {t('diary:noneHint')}
            </Empty>
          ) : (
            <Entries entries={items} />
          )
        }
      </Loaded>
    </Page>
  )
}

function Entries({ entries }: { entries: Entry[] }) {
  const { t } = useTranslation()
  const clock = useClock()
  const now = useNow()
  const { nameOf } = useNames(
    entries.flatMap((entry) => [entry.assessor_id, ...entry.participants.map((one) => one.learner_id)]),
  )
  return (
    <PlainList>
      {entries.map((entry) => (
        <li key={entry.id}>
          <Card padding="md">
            <Group justify="space-between" align="flex-start" gap="xs">
              <TextLink to="/sessions/$sessionId" params={{ sessionId: entry.id }}>
                {t('diary:entryOf', {
                  kind: t(`sessions:kind.${entry.kind}`),
                  names: entry.participants.map((one) => nameOf(one.learner_id)).join(', '),
                })}
              </TextLink>
              {new Date(entry.starts_at) < now ? (
                <Status tone="late" word={t('diary:due', { day: clock.date(entry.starts_at) })} />
              ) : (
                <Status tone="ahead" word={t('diary:dueOn', { day: clock.date(entry.starts_at) })} />
              )}
            </Group>
            <Text mt={4} style={{ whiteSpace: 'pre-line' }} lineClamp={3}>
              {entry.planning_notes}
            </Text>
            <Text size="sm" c="dimmed" mt={4}>
              {nameOf(entry.assessor_id)}
            </Text>
          </Card>
        </li>
      ))}
    </PlainList>
  )
}
