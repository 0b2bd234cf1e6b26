import { Badge, Card, Group, Text } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSession } from '@/app/session'
import { Page } from '@/kit/Page'
import { PagedList } from '@/kit/PagedList'
import { PlainList } from '@/kit/PlainList'
import { Empty } from '@/kit/States'
import { TextLink } from '@/kit/TextLink'
import { useClock } from '@/kit/useClock'
import { type Conversation, conversationsQuery } from './queries'

/** With whom somebody writes, the newest message first (SA-34). */
export function Messages() {
  const { t } = useTranslation()
  const { role } = useSession()
  const query = useInfiniteQuery(conversationsQuery)
  return (
    <Page
      title={t('menu:messages')}
      lead={t(role === 'assessor' ? 'messages:leadForAssessor' : 'messages:lead')}
    >
      <PagedList
        query={query}
        lines={4}
        height={72}
        empty={
          <Empty icon={IconMail} title={t('messages:none')}>
            {t(role === 'assessor' ? 'messages:noneForAssessor' : 'messages:noneHint')}
          </Empty>
        }
      >
        {(conversations) => (
          <PlainList maw={820}>
            {conversations.map((one) => (
              <li key={one.id}>
                <Last conversation={one} />
              </li>
            ))}
          </PlainList>
        )}
      </PagedList>
    </Page>
  )
}

function Last({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const clock = useClock()
  const { id, with_name, subject, last_text, last_own, last_at, unread } = conversation
  return (
    <Card padding="md">
      <Group justify="space-between" gap="xs" mb={4}>
        <TextLink to="/messages/$conversationId" params={{ conversationId: id }} fw={650}>
          {with_name || t('app:somebody')}
        </TextLink>
        <Group gap="xs">
          {unread > 0 && <Badge tt="none">{t('app:waiting.messages', { count: unread })}</Badge>}
          <Text size="xs" c="dimmed" component="time" dateTime={last_at}>
            {clock.moment(last_at)}
          </Text>
        </Group>
      </Group>
      <Text size="sm" fw={unread > 0 ? 650 : 500}>
        {subject}
      </Text>
      <Text size="sm" c="dimmed" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
        {last_own ? t('messages:own', { text: last_text }) : last_text}
      </Text>
    </Card>
  )
}
