import { MultiSelect } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/kit/names'
import { invitable } from './queries'

type Props = {
  centre: string
  value: string[]
  onChange: (ids: string[]) => void
  error?: ReactNode
}

/** Who is invited: assessors, IQAs and learners of the centre, found by name, however many it has. */
export function Invited({ centre, value, onChange, error }: Props) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed.trim(), 200)
  const { data = [] } = useQuery(invitable(centre, search))
  const { nameOf } = useNames(value)
  const found = data.map(({ id, display_name }) => ({ value: id, label: display_name }))
  const chosen = value.map((id) => ({ value: id, label: nameOf(id) }))
  return (
    <MultiSelect
      label={t('centre-diary:invited')}
      description={t('centre-diary:invitedHint')}
      required
      searchable
      disabled={centre === ''}
      hidePickedOptions
      maxValues={200}
      data={[...found, ...chosen.filter((one) => !found.some((other) => other.value === one.value))]}
      filter={({ options }) => options}
      searchValue={typed}
      onSearchChange={setTyped}
      nothingFoundMessage={t('centre-diary:nobodyFound')}
      value={value}
      onChange={onChange}
      error={error}
    />
  )
}
