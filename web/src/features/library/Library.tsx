import { Card, Group, Text } from '@mantine/core'
import { IconDeviceDesktop, IconFolderOff } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSession } from '@/app/session'
import { Page } from '@/kit/Page'
import { PagedList } from '@/kit/PagedList'
import { PlainList } from '@/kit/PlainList'
import { Empty } from '@/kit/States'
import { TextLink } from '@/kit/TextLink'
import { useClock } from '@/kit/useClock'
import { type Item, libraryQuery } from './queries'

/** What a learner has in their own evidence library, newest first (PT-44). */
export function Library() {
  const { t } = useTranslation()
  const { person } = useSession()
  const query = useInfiniteQuery(libraryQuery(person.id))
  return (
    <Page title={t('menu:library')} lead={t('library:lead')}>
      <PagedList
        query={query}
        lines={4}
        height={64}
        empty={
          <Empty icon={IconFolderOff} title={t('library:none')}>
            {t('library:noneHint')}
          </Empty>
        }
      >
        {(items) => (
          <PlainList maw={820}>
            {items.map((item) => (
              <li key={item.id}>
                <Entry item={item} />
              </li>
            ))}
          </PlainList>
        )}
      </PagedList>
    </Page>
  )
}

function Entry({ item }: { item: Item }) {
  const { t } = useTranslation()
  const clock = useClock()
  return (
    <Card padding="md">
      <Group gap="md" wrap="nowrap" align="flex-start">
        <IconDeviceDesktop size={22} stroke={1.7} aria-hidden style={{ flex: 'none' }} />
        <div>
          <TextLink to="/sessions/$sessionId" params={{ sessionId: item.id }} fw={600}>
            {t(`sessions:type.${item.session_type ?? 'general'}`)}
          </TextLink>
          <Text size="sm" c="dimmed">
            {t('library:smartSession', { moment: clock.moment(item.starts_at) })}
          </Text>
        </div>
      </Group>
    </Card>
  )
}
