import { Modal, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, answer, api } from '@/api/client'
import { Loading, Refused } from '@/kit/States'
import { TextLink } from '@/kit/TextLink'
import classes from './Search.module.css'

type Person = Answer<'/api/people'>['items'][number]

const MOST = 8
const SHORTEST = 2

const searchQuery = (search: string) =>
  queryOptions({
    queryKey: ['people', 'search', search],
    queryFn: () => answer(api.GET('/api/people', { params: { query: { search, limit: MOST } } })),
    enabled: search.length >= SHORTEST,
    placeholderData: keepPreviousData,
  })

const pageOf = ({ id, roles }: Person) =>
  roles.some(({ role }) => role === 'learner') ? `/learners/${id}` : `/people/${id}`

/** The window in which one types and picks; Enter opens the first. */
export default function Finder({ close }: { close: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed.trim(), 200)
  const { data, error, isLoading } = useQuery(searchQuery(search))
  const found = search.length < SHORTEST ? [] : (data?.items ?? [])
  const openFirst = () => {
    const [first] = found
    if (first === undefined) return
    void navigate({ to: pageOf(first) })
    close()
  }
  return (
    <Modal
      opened
      onClose={close}
      title={t('people:search')}
      size="lg"
      yOffset="8dvh"
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <Stack>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            openFirst()
          }}
        >
          <TextInput
            data-autofocus
            aria-label={t('people:name')}
            placeholder={t('people:name')}
            size="md"
            leftSection={<IconSearch size={20} aria-hidden />}
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
        </form>
        <Refused error={error} />
        {isLoading && <Loading />}
        <div role="status" style={{ display: found.length > 0 ? 'none' : undefined }}>
          {search.length >= SHORTEST && !isLoading && found.length === 0 && (
            <Text c="dimmed">{t('people:nobody', { search })}</Text>
          )}
        </div>
        <Stack gap={2}>
          {found.map((person) => (
            <TextLink
              key={person.id}
              to={pageOf(person)}
              underline="never"
              className={classes.found}
              onClick={close}
            >
              <Text span fw={600}>
                {person.display_name}
              </Text>
              <Text span size="sm" c="dimmed">
                {person.roles.map(({ role }) => t(`app:role.${role}`)).join(', ')}
              </Text>
            </TextLink>
          ))}
        </Stack>
      </Stack>
    </Modal>
  )
}
