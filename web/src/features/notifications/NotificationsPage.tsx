import { Button, Center, SegmentedControl, Stack } from '@mantine/core'
import { IconBellOff } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '@/kit/Page'
import { Empty, Failed, Loading } from '@/kit/States'
import { Notice } from './Notice'
import { allOfThem } from './queries'

export function NotificationsPage() {
  const { t } = useTranslation()
  const [shown, setShown] = useState('all')
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    allOfThem(shown === 'unread'),
  )
  const items = data?.pages.flatMap((page) => page.items)
  return (
    <Page
      title={t('notifications:title')}
      actions={
        <SegmentedControl
          value={shown}
          onChange={setShown}
          aria-label={t('notifications:show')}
          data={[
            { value: 'all', label: t('notifications:every') },
            { value: 'unread', label: t('notifications:unread') },
          ]}
        />
      }
    >
      {items === undefined && error === null && <Loading lines={4} height={72} />}
      {items === undefined && error !== null && <Failed error={error} again={() => void refetch()} />}
      {items?.length === 0 && (
        <Empty icon={IconBellOff} title={t('notifications:noneTitle')}>
          {t('notifications:none')}
        </Empty>
      )}
      <Stack gap="sm" maw={760}>
        {items?.map((item) => (
          <Notice key={item.id} notification={item} />
        ))}
        {hasNextPage && (
          <Center>
            <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('app:showMore')}
            </Button>
          </Center>
        )}
      </Stack>
    </Page>
  )
}
