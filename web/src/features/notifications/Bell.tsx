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
      <button
        type="button"
        className={`bare ${classes.bell}`}
        onClick={() => {
          setWanted(true)
          open()
        }}
        aria-label={t('notifications:bell', { count: unread })}
      >
        <IconBell size={24} stroke={1.7} aria-hidden />
        {unread > 0 && <span className={classes.unread}>{unread > 99 ? '99+' : unread}</span>}
      </button>
      {wanted && (
        <Suspense>
          <NoticeDrawer opened={opened} onClose={close} />
        </Suspense>
      )}
    </>
  )
}
