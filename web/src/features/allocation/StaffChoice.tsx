import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { linkedQuery, type Place } from './queries'

type Props = {
  qualificationId: string | undefined
  place: Place
  label: string
  value: string | null
  onChange: (personId: string | null) => void
  /** Also those whose link has ended, who may still have learners. */
  withFormer?: boolean
}

/** Somebody linked to a qualification (CE-25): nobody else is offered. */
export function StaffChoice({ qualificationId, place, label, value, onChange, withFormer = false }: Props) {
  const { t } = useTranslation()
  const { data } = useQuery(linkedQuery(qualificationId, place))
  const today = new Date().toISOString().slice(0, 10)
  const people = new Map(
    data?.items
      .filter((link) => withFormer || (link.from_date <= today && (link.until_date ?? today) >= today))
      .map((link) => [link.person_id, link.person_name]),
  )
  return (
    <Select
      label={label}
      placeholder={t('allocation:choose')}
      data={[...people].map(([id, name]) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
      disabled={qualificationId === undefined}
      nothingFoundMessage={t('allocation:nobodyLinked')}
      searchable
      withAsterisk
    />
  )
}
