import { SegmentedControl, Stack } from '@mantine/core'
import { IconBellOff } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Page } from '@/kit/Page'
import { PagedList } from '@/kit/PagedList'
import { Empty } from '@/kit/States'
import { useSeek } from '@/kit/useSeek'
import { Notice } from './Notice'
import { allOfThem } from './queries'

const route = getRouteApi('/frame/notifications')

export function NotificationsPage() {
  const { t } = useTranslation()
  const { show = 'all' } = route.useSearch()
  const seek = useSeek<{ show: 'unread' }>()
  const query = useInfiniteQuery(allOfThem(show === 'unread'))
  return (
    <Page
      title={t('notifications:title')}
      actions={
        <SegmentedControl
          value={show}
          onChange={(value) => seek({ show: value === 'unread' ? value : null })}
          aria-label={t('notifications:show')}
          data={[
            { value: 'all', label: t('notifications:every') },
            { value: 'unread', label: t('notifications:unread') },
          ]}
        />
      }
    >
      <Stack gap="sm" maw={760}>
        <PagedList
          query={query}
          lines={4}
          height={72}
          empty={
            <Empty icon={IconBellOff} title={t('notifications:noneTitle')}>
              {t('notifications:none')}
            </Empty>
          }
        >
          {(items) => items.map((item) => <Notice key={item.id} notification={item} />)}
        </PagedList>
      </Stack>
    </Page>
  )
}
