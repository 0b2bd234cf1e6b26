import { Badge, Card, Group, Stack, Text, Title } from '@mantine/core'
import { IconListCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useZone } from '@/app/me'
import { Offers } from '@/features/offers/Offers'
import { plannedSessions, type Session } from '@/features/sessions/queries'
import { useOwnSessions } from '@/features/sessions/useOwnSessions'
import { useSessionWords } from '@/features/sessions/useSessionWords'
import { useNames } from '@/kit/names'
import { Page } from '@/kit/Page'
import { PlainList } from '@/kit/PlainList'
import { Empty, Loaded } from '@/kit/States'
import { TextLink } from '@/kit/TextLink'
import { useClock } from '@/kit/useClock'
import { inboxQuery, type Section } from './queries'

/** What waits for somebody, a section a kind (PT-38). */
export function ToDo() {
  const { t } = useTranslation()
  const query = useQuery(inboxQuery)
  return (
    <Page title={t('menu:toDo')} lead={t('inbox:lead')}>
      <Loaded query={query} lines={4} height={56}>
        {({ sections }) =>
          sections.length === 0 ? (
            <Empty icon={IconListCheck} title={t('inbox:nothing')}>
              {t('inbox:nothingHint')}
            </Empty>
          ) : (
            <Stack gap="xl" maw={820}>
              {sections.map((section) => (
                <section key={section.duty} aria-label={t(`inbox:duty.${section.duty}`)}>
                  <Group gap="xs" mb="sm">
                    <Title order={2} size="h4">
                      {t(`inbox:duty.${section.duty}`)}
                    </Title>
                    <Badge variant="light" tt="none">
                      {section.count}
                    </Badge>
                  </Group>
                  {section.duty === 'answer_offer' ? <Offers /> : <Items section={section} />}
                </section>
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Page>
  )
}

function Items({ section: { duty, count, items } }: { section: Section }) {
  const { t } = useTranslation()
  const clock = useClock()
  const about = useAbout(duty !== 'answer_message')
  return (
    <Card padding="md">
      <PlainList>
        {items.map(({ id, at, name }) => (
          <li key={id}>
            {duty === 'answer_message' ? (
              <TextLink to="/messages/$conversationId" params={{ conversationId: id }}>
                {name ?? t('app:somebody')}
              </TextLink>
            ) : (
              <TextLink to="/sessions/$sessionId" params={{ sessionId: id }}>
                {about(id)}
              </TextLink>
            )}
            <Text size="sm" c="dimmed">
              {clock.moment(at)}
            </Text>
          </li>
        ))}
      </PlainList>
      {count > items.length && (
        <Text size="sm" c="dimmed" mt="sm">
          {t('inbox:first', { count: items.length, all: count })}
        </Text>
      )}
    </Card>
  )
}

/** What a session or diary entry that waits is, and whose; only that it is one until that is known. */
function useAbout(enabled: boolean) {
  const { t } = useTranslation()
  const zone = useZone()
  const words = useSessionWords()
  const whose = useOwnSessions()
  const over = [
    useQuery({ ...plannedSessions(whose, zone, {}, 'overdue'), enabled }).data,
    useQuery({ ...plannedSessions(whose, zone, {}, 'today'), enabled }).data,
  ].flatMap((read) => read?.items ?? [])
  const { nameOf } = useNames(over.flatMap(learnersOf))
  return (id: string) => {
    const session = over.find((one) => one.id === id)
    if (session === undefined) return t('sessions:one')
    const names = learnersOf(session).map(nameOf).join(', ')
    return t('inbox:about', { what: words.nameOf(session), names })
  }
}

const learnersOf = ({ participants }: Session) => participants.map(({ learner_id }) => learner_id)
