import { IconBuildingCommunity } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ComponentPropsWithRef, lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { centresQuery } from '@/kit/names'
import { chooseCentre, useCentre, useMayChooseCentre } from './centre'
import classes from './Frame.module.css'

const load = () => import('./CentreMenu')
const CentreMenu = lazy(load)

/** For people with several centres: the one they look at, or all of them; what to choose from is fetched when needed. */
export function CentreSwitch() {
  const may = useMayChooseCentre()
  const { data } = useQuery({ ...centresQuery, enabled: may })
  const chosen = useCentre()
  const [wanted, setWanted] = useState(false)
  const gone = data !== undefined && chosen !== null && !data.items.some(({ id }) => id === chosen)
  useEffect(() => {
    if (gone) chooseCentre(null)
  }, [gone])
  if (!may || data === undefined || data.items.length < 2) return null
  const name = data.items.find(({ id }) => id === chosen)?.name
  const closed = (
    <CentreButton
      centre={name}
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setWanted(true)}
    />
  )
  if (!wanted) return closed
  return (
    <Suspense fallback={closed}>
      <CentreMenu centres={data.items} chosen={chosen} name={name} />
    </Suspense>
  )
}

/** The chosen centre's name as a button in the header; on a phone a mark, filled when one is chosen. */
export function CentreButton({
  centre,
  ...props
}: ComponentPropsWithRef<'button'> & { centre: string | undefined }) {
  const { t } = useTranslation()
  const name = centre ?? t('app:centre.all')
  return (
    <button
      type="button"
      {...props}
      className={`bare ${classes.centre}`}
      data-chosen={centre !== undefined}
      aria-label={t('app:centre.shown', { name })}
      title={name}
    >
      <IconBuildingCommunity size={22} stroke={1.7} aria-hidden />
      <span className={classes.centreName}>{name}</span>
    </button>
  )
}
