import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { UNDER_WAY_MS } from '@/api/ahead'
import classes from './Search.module.css'

const load = () => import('./Finder')
const Finder = lazy(load)

/** Finds people by the beginnings of their names, among those one may see. */
export function Search() {
  const { t } = useTranslation()
  const [opened, { open, close }] = useDisclosure()
  useHotkeys([
    ['mod+K', open],
    ['/', open],
  ])
  // Before anybody types: what is typed while it is being fetched would go nowhere.
  useEffect(() => {
    const timer = setTimeout(() => void load(), UNDER_WAY_MS)
    return () => clearTimeout(timer)
  }, [])
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
