import { Button, SegmentedControl, Stack } from '@mantine/core'
import { IconPlus, IconSpeakerphone } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PUBLISHERS } from '@/app/roles'
import { useSession } from '@/app/session'
import { Page } from '@/kit/Page'
import { PagedList } from '@/kit/PagedList'
import { Empty } from '@/kit/States'
import { useSeek } from '@/kit/useSeek'
import { AnnouncementCard } from './AnnouncementCard'
import { type Announcement, announcementsQuery } from './queries'

const AnnouncementForm = lazy(() => import('./AnnouncementForm'))

const route = getRouteApi('/frame/announcements')

/** What administration makes known (CE-12), and for administrators what they keep. */
export function Announcements() {
  const { t } = useTranslation()
  const { role } = useSession()
  const { show } = route.useSearch()
  const seek = useSeek<{ show: 'kept' }>()
  const keeps = PUBLISHERS.includes(role)
  const kept = keeps && show === 'kept'
  const query = useInfiniteQuery(announcementsQuery(kept))
  const [open, setOpen] = useState<Announcement | 'new' | null>(null)
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
          onChange={(value) => seek({ show: value === 'kept' ? value : null })}
          data={(['read', 'kept'] as const).map((value) => ({
            value,
            label: t(`announcements:show.${value}`),
          }))}
        />
      )}
      <Stack gap="sm" maw={820}>
        <PagedList
          query={query}
          lines={4}
          height={72}
          empty={
            <Empty icon={IconSpeakerphone} title={t('announcements:none')}>
              {t(kept ? 'announcements:noneKept' : 'announcements:noneHint')}
            </Empty>
          }
        >
          {(items) =>
            items.map((one) => (
              <AnnouncementCard key={one.id} announcement={one} {...(kept && { edit: () => setOpen(one) })} />
            ))
          }
        </PagedList>
      </Stack>
      {open !== null && (
        <Suspense>
          <AnnouncementForm {...(open === 'new' ? {} : { announcement: open })} close={() => setOpen(null)} />
        </Suspense>
      )}
    </Page>
  )
}
