import { Menu } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CentreButton } from './CentreSwitch'
import { chooseCentre } from './centre'

const SEARCHED = 9

type Props = {
  centres: readonly { id: string; name: string }[]
  chosen: string | null
  name: string | undefined
}

/** All one's centres or one of them; many are searched. */
export default function CentreMenu({ centres, chosen, name }: Props) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState(false)
  const [search, setSearch] = useState('')
  // Opened once its button is there, so that the focus finds back to it.
  useEffect(() => setOpened(true), [])
  const wanted = search.trim().toLowerCase()
  const found = centres.filter((centre) => centre.name.toLowerCase().includes(wanted))
  const choices = [...(wanted === '' ? [{ id: null, name: t('app:centre.all') }] : []), ...found]
  return (
    <Menu
      opened={opened}
      onChange={setOpened}
      returnFocus
      position="bottom-end"
      width={270}
      withinPortal
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <CentreButton centre={name} autoFocus />
      </Menu.Target>
      <Menu.Dropdown mah="70dvh" style={{ overflowY: 'auto' }}>
        {centres.length >= SEARCHED && (
          <Menu.Search
            aria-label={t('app:centre.search')}
            placeholder={t('app:centre.search')}
            value={search}
            onChange={({ currentTarget }) => setSearch(currentTarget.value)}
          />
        )}
        <Menu.Label>{t('app:centre.which')}</Menu.Label>
        {choices.map((choice) => (
          <Menu.Item
            key={choice.id}
            rightSection={choice.id === chosen ? <IconCheck size={16} aria-label={t('app:chosen')} /> : null}
            onClick={() => chooseCentre(choice.id)}
          >
            {choice.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
