import { Button, Center, SegmentedControl, Stack } from '@mantine/core'
import { IconPlus, IconSpeakerphone } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PUBLISHERS } from '@/app/roles'
import { useSession } from '@/app/session'
import { Page } from '@/kit/Page'
import { Empty, Failed, Loading } from '@/kit/States'
import { AnnouncementCard } from './AnnouncementCard'
import { type Announcement, announcementsQuery } from './queries'

const AnnouncementForm = lazy(() => import('./AnnouncementForm'))

const route = getRouteApi('/frame/announcements')

/** What administration makes known (CE-12), and for administrators what they keep. */
export function Announcements() {
  const { t } = useTranslation()
  const { role } = useSession()
  const { show } = route.useSearch()
  const navigate = route.useNavigate()
  const keeps = PUBLISHERS.includes(role)
  const kept = keeps && show === 'kept'
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    announcementsQuery(kept),
  )
  const [open, setOpen] = useState<Announcement | 'new' | null>(null)
  const items = data?.pages.flatMap((page) => page.items)
  return (
    <Page
      title={t(role === 'learner' ? 'menu:info' : 'menu:announcements')}
      lead={t('announcements:lead')}
      actions={
        keeps && (
          <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => setOpen('new')}>
            {t('announcements:write')}
          </Button>
        )
      }
    >
      {keeps && (
        <SegmentedControl
          aria-label={t('announcements:which')}
          maw={360}
          value={kept ? 'kept' : 'read'}
          onChange={(value) =>
            void navigate({ search: value === 'kept' ? { show: 'kept' } : {}, replace: true })
          }
          data={(['read', 'kept'] as const).map((value) => ({
            value,
            label: t(`announcements:show.${value}`),
          }))}
        />
      )}
      {items === undefined &&
        (error === null ? (
          <Loading lines={4} height={72} />
        ) : (
          <Failed error={error} again={() => void refetch()} />
        ))}
      {items?.length === 0 && (
        <Empty icon={IconSpeakerphone} title={t('announcements:none')}>
          {t(kept ? 'announcements:noneKept' : 'announcements:noneHint')}
        </Empty>
      )}
      <Stack gap="sm" maw={820}>
        {items?.map((one) => (
          <AnnouncementCard key={one.id} announcement={one} {...(kept && { edit: () => setOpen(one) })} />
        ))}
        {hasNextPage && (
          <Center>
            <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('app:showMore')}
            </Button>
          </Center>
        )}
      </Stack>
      {open !== null && (
        <Suspense>
          <AnnouncementForm {...(open === 'new' ? {} : { announcement: open })} close={() => setOpen(null)} />
        </Suspense>
      )}
    </Page>
  )
}
