import { Button, Table, Text } from '@mantine/core'
import { IconCalendarEvent, IconDoor, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCentres } from '@/kit/names'
import { Page } from '@/kit/Page'
import { Empty, Loaded } from '@/kit/States'
import { TextLink } from '@/kit/TextLink'
import { WideTable } from '@/kit/WideTable'
import { roomsQuery } from './queries'
import { RoomForm } from './RoomForm'
import { RoomState } from './RoomState'

/** The pool: which rooms there are, for whom, and whether they can be used (SB-33, SB-44). */
export function Rooms() {
  const { t } = useTranslation()
  const { nameOf } = useCentres()
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
            <WideTable label={t('menu:rooms')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('rooms:name')}</Table.Th>
                  <Table.Th visibleFrom="sm">{t('rooms:centre')}</Table.Th>
                  <Table.Th visibleFrom="sm">{t('rooms:places')}</Table.Th>
                  <Table.Th visibleFrom="sm">{t('rooms:open')}</Table.Th>
                  <Table.Th>{t('rooms:state')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((room) => (
                  <Table.Tr key={room.id}>
                    <Table.Td>
                      <TextLink
                        to="/smart-rooms/$roomId"
                        params={{ roomId: room.id }}
                        fw={600}
                        py="xs"
                        display="block"
                      >
                        {room.name}
                      </TextLink>
                      <Text size="sm" c="dimmed" hiddenFrom="sm">
                        {room.centre_id === null ? t('app:everyCentre') : nameOf(room.centre_id)}
                      </Text>
                      <Text size="sm" c="dimmed" hiddenFrom="sm">
                        {t('rooms:seats', { count: room.capacity })}
                      </Text>
                    </Table.Td>
                    <Table.Td visibleFrom="sm">
                      {room.centre_id === null ? t('app:everyCentre') : nameOf(room.centre_id)}
                    </Table.Td>
                    <Table.Td visibleFrom="sm" className="tabular">
                      {room.capacity}
                    </Table.Td>
                    <Table.Td visibleFrom="sm">
                      {t(room.week === null ? 'rooms:always' : 'rooms:byHours')}
                    </Table.Td>
                    <Table.Td>
                      <RoomState room={room} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </WideTable>
          )
        }
      </Loaded>
      {adding && <RoomForm close={() => setAdding(false)} />}
    </Page>
  )
}
