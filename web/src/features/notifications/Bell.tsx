import { ActionIcon, Indicator } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBell } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Bell.module.css'
import { newest } from './queries'

const NoticeDrawer = lazy(() => import('./NoticeDrawer'))

/** The bell in the header: how much is unread, and the newest in a drawer. */
export function Bell() {
  const { t } = useTranslation()
  const [opened, { open, close }] = useDisclosure()
  const [wanted, setWanted] = useState(false)
  const query = useQuery(newest)
  const unread = query.data?.unread ?? 0
  return (
    <>
      <Indicator
        label={unread > 99 ? '99+' : unread}
        size={18}
        offset={5}
        color="#b3261e"
        disabled={unread === 0}
      >
        <ActionIcon
          className={classes.bell}
          variant="transparent"
          color="white"
          size={42}
          radius="xl"
          onClick={() => {
            setWanted(true)
            open()
          }}
          aria-label={t('notifications:bell', { count: unread })}
        >
          <IconBell size={24} stroke={1.7} />
        </ActionIcon>
      </Indicator>
      {wanted && (
        <Suspense>
          <NoticeDrawer opened={opened} onClose={close} />
        </Suspense>
      )}
    </>
  )
}
