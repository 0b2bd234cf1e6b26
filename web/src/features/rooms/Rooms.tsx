import { Button } from '@mantine/core'
import { IconCalendarEvent, IconDoor, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCentres } from '@/kit/names'
import { Page } from '@/kit/Page'
import { Empty, Loaded } from '@/kit/States'
import { TextLink } from '@/kit/TextLink'
import { DataTable } from '@/kit/table/DataTable'
import { useNow } from '@/kit/useNow'
import { roomsQuery } from './queries'
import { RoomForm } from './RoomForm'
import { RoomState, stateOf } from './RoomState'

/** The pool: which rooms there are, for whom, and whether they can be used (SB-33, SB-44). */
export function Rooms() {
  const { t } = useTranslation()
  const { nameOf } = useCentres()
  const now = useNow()
  const [adding, setAdding] = useState(false)
  const query = useQuery(roomsQuery)
  return (
    <Page
      title={t('menu:rooms')}
      lead={t('rooms:lead')}
      actions={
        <>
          <Button
            component={Link}
            to="/sessions?view=rooms"
            variant="default"
            leftSection={<IconCalendarEvent size={20} aria-hidden />}
          >
            {t('rooms:use')}
          </Button>
          <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => setAdding(true)}>
            {t('rooms:add')}
          </Button>
        </>
      }
    >
      <Loaded query={query} lines={4} height={44}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={IconDoor} title={t('rooms:none')}>
              {t('rooms:noneHint')}
            </Empty>
          ) : (
            <DataTable
              label={t('menu:rooms')}
              file={t('rooms:file')}
              rows={items}
              idOf={({ id }) => id}
              columns={[
                {
                  key: 'name',
                  title: t('rooms:name'),
                  value: ({ name }) => name,
                  cell: ({ id, name }) => (
                    <TextLink to="/smart-rooms/$roomId" params={{ roomId: id }}>
                      {name}
                    </TextLink>
                  ),
                },
                {
                  key: 'centre',
                  title: t('rooms:centre'),
                  value: ({ centre_id }) => (centre_id === null ? t('app:everyCentre') : nameOf(centre_id)),
                },
                { key: 'places', title: t('rooms:places'), value: ({ capacity }) => capacity },
                {
                  key: 'open',
                  title: t('rooms:open'),
                  value: ({ week }) => t(week === null ? 'rooms:always' : 'rooms:byHours'),
                },
                {
                  key: 'state',
                  title: t('rooms:state'),
                  value: (room) => t(`rooms:states.${stateOf(room, now)}`),
                  cell: (room) => <RoomState room={room} />,
                },
              ]}
            />
          )
        }
      </Loaded>
      {adding && <RoomForm close={() => setAdding(false)} />}
    </Page>
  )
}
