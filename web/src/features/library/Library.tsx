import { Button, Card, Center, Group, Stack, Text } from '@mantine/core'
import { IconDeviceDesktop, IconFolderOff } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSession } from '@/app/session'
import { Page } from '@/kit/Page'
import { Empty, Failed, Loading } from '@/kit/States'
import { TextLink } from '@/kit/TextLink'
import { useClock } from '@/kit/useClock'
import { type Item, libraryQuery } from './queries'

/** What a learner has in their own evidence library, newest first (PT-44). */
export function Library() {
  const { t } = useTranslation()
  const { person } = useSession()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    libraryQuery(person.id),
  )
  const items = data?.pages.flatMap((page) => page.items)
  return (
    <Page title={t('menu:library')} lead={t('library:lead')}>
      {items === undefined &&
        (error === null ? (
          <Loading lines={4} height={64} />
        ) : (
          <Failed error={error} again={() => void refetch()} />
        ))}
      {items?.length === 0 && (
        <Empty icon={IconFolderOff} title={t('library:none')}>
          {t('library:noneHint')}
        </Empty>
      )}
      <Stack gap="sm" maw={820} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {items?.map((item) => (
          <li key={item.id}>
            <Entry item={item} />
          </li>
        ))}
      </Stack>
      {hasNextPage && (
        <Center>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('app:showMore')}
          </Button>
        </Center>
      )}
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
