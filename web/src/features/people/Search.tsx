import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Search.module.css'

const Finder = lazy(() => import('./Finder'))

/** Finds people by the beginnings of their names, among those one may see. */
export function Search() {
  const { t } = useTranslation()
  const [opened, { open, close }] = useDisclosure()
  useHotkeys([
    ['mod+K', open],
    ['/', open],
  ])
  return (
    <>
      <button type="button" className={`bare ${classes.open}`} onClick={open} aria-label={t('people:search')}>
        <IconSearch size={20} stroke={1.8} aria-hidden />
        <span className={classes.hint}>{t('people:searchHint')}</span>
        <kbd className={classes.key} aria-hidden>
          /
        </kbd>
      </button>
      {opened && (
        <Suspense>
          <Finder close={close} />
        </Suspense>
      )}
    </>
  )
}
