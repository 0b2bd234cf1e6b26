import { Button, Card, Group, Stack, Text, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '@/kit/Page'
import { PagedList } from '@/kit/PagedList'
import { PlainList } from '@/kit/PlainList'
import { faultsByField } from '@/kit/problems'
import { Refused } from '@/kit/States'
import { useClock } from '@/kit/useClock'
import { useDraft } from '@/kit/useDraft'
import { type Conversation, type Message, messagesQuery, useSeen, useSend } from './queries'

const route = getRouteApi('/frame/messages/$conversationId')

/** What two people write to each other, newest first; looking at it is having read it. */
export function ConversationPage() {
  const { t } = useTranslation()
  const { conversationId } = route.useParams()
  const query = useInfiniteQuery(messagesQuery(conversationId))
  const conversation = query.data?.pages[0]?.conversation
  return (
    <Page
      title={conversation === undefined ? t('messages:one') : conversation.with_name || t('app:somebody')}
      trail={[{ to: '/messages', label: t('menu:messages') }]}
      {...(conversation && { lead: <About conversation={conversation} /> })}
    >
      <Stack gap="md" maw={820}>
        {conversation !== undefined && (
          <>
            <Read conversation={conversation} />
            <Reply conversation={conversation} />
          </>
        )}
        <PagedList query={query} lines={4} height={72}>
          {(messages) => (
            <PlainList ordered aria-label={t('messages:all')}>
              {messages.map((message) => (
                <li key={message.id}>
                  <Written message={message} />
                </li>
              ))}
            </PlainList>
          )}
        </PagedList>
      </Stack>
    </Page>
  )
}

/** Of which learner the conversation is, where that is neither of the two. */
function About({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const { learner_name, subject } = conversation
  return <>{t('messages:about', { learner: learner_name, subject })}</>
}

/** Notes that the messages that are shown have been seen. */
function Read({ conversation: { id, count, unread } }: { conversation: Conversation }) {
  const { mutate } = useSeen(id)
  useEffect(() => {
    if (unread > 0) mutate(count)
  }, [mutate, count, unread])
  return null
}

function Reply({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const form = useForm({
    mode: 'controlled',
    initialValues: { text: '' },
    validate: { text: (text) => (text.trim() === '' ? t('messages:textNeeded') : null) },
  })
  const forget = useDraft(`message:${conversation.id}`, form)
  const sending = useSend()
  const send = ({ text }: { text: string }) =>
    sending.mutate(
      { conversation_id: conversation.id, text: text.trim() },
      {
        onSuccess: () => {
          forget()
          form.reset()
        },
        onError: (error) => form.setErrors(faultsByField(error)),
      },
    )
  return (
    <Card padding="md">
      <form noValidate onSubmit={form.onSubmit(send)}>
        <Stack gap="sm">
          <Textarea
            label={t('messages:answer')}
            autosize
            minRows={2}
            maxRows={10}
            maxLength={4000}
            required
            {...form.getInputProps('text')}
          />
          <Refused error={sending.error} />
          <Group justify="flex-end">
            <Button type="submit" loading={sending.isPending}>
              {t('messages:send')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}

function Written({ message }: { message: Message }) {
  const { t } = useTranslation()
  const clock = useClock()
  const { own, from_name, subject, text, sent_at } = message
  return (
    <Card padding="md" ml={own ? { base: 'md', sm: 'xl' } : 0} mr={own ? 0 : { base: 'md', sm: 'xl' }}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={650}>
          {own ? t('messages:you') : from_name || t('app:somebody')}
        </Text>
        <Text size="xs" c="dimmed" component="time" dateTime={sent_at}>
          {clock.moment(sent_at)}
        </Text>
      </Group>
      <Text size="sm" c="dimmed">
        {subject}
      </Text>
      <Text mt={4} style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
        {text}
      </Text>
    </Card>
  )
}
