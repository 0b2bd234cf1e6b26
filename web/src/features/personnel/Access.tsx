import { Box, Button, Center, Group, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { IconLock, IconLockOpen, IconSearch, IconUserOff } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/api/client'
import { useSession } from '@/app/session'
import { Page } from '@/kit/Page'
import { Empty, Failed, Loading, Refused } from '@/kit/States'
import { Status, type Tone } from '@/kit/Status'
import { SortedTh } from '@/kit/table/SortedTh'
import { WideTable } from '@/kit/WideTable'
import { BlockForm } from './BlockForm'
import { type Kind, type Person, peoplePages, type Sorted } from './queries'

const TONES: Record<Person['state'], Tone> = {
  active: 'good',
  blocked: 'paused',
  pending: 'quiet',
  archived: 'off',
}
const STATES = ['active', 'blocked', 'pending'] as const

export const LearnerAccess = () => <Access key="learners" kinds={['learner']} />
export const StaffAccess = () => <Access key="staff" kinds={['assessor', 'iqa']} />

/** Who may come in: block with a reason, activate again (CE-23, CE-31). */
function Access({ kinds }: { kinds: Kind[] }) {
  const { t } = useTranslation()
  const [kind, setKind] = useState<Kind>(kinds[0] ?? 'learner')
  const [state, setState] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const { sort } = useSearch({ strict: false }) as { sort?: Sorted }
  const [search] = useDebouncedValue(typed.trim(), 250)
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    peoplePages(
      kind,
      search,
      STATES.find((one) => one === state),
      sort,
    ),
  )
  const people = data?.pages.flatMap((page) => page.items)
  const whose = kinds.length > 1 ? 'staff' : 'learners'
  return (
    <Page title={t(`menu:access.${whose}`)} lead={t('personnel:lead')}>
      <Group align="end" gap="md">
        {kinds.length > 1 && (
          <SegmentedControl
            value={kind}
            onChange={(value) => setKind(value as Kind)}
            aria-label={t('personnel:kind')}
            data={kinds.map((one) => ({ value: one, label: t(`personnel:kinds.${one}`) }))}
          />
        )}
        <TextInput
          label={t('personnel:name')}
          leftSection={<IconSearch size={18} aria-hidden />}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          w={{ base: '100%', xs: 280 }}
        />
        <Select
          label={t('personnel:state')}
          placeholder={t('personnel:every')}
          data={STATES.map((one) => ({ value: one, label: t(`personnel:states.${one}`) }))}
          value={state}
          onChange={setState}
          clearable
          clearButtonProps={{ 'aria-label': t('personnel:every') }}
          w={{ base: '100%', xs: 200 }}
        />
      </Group>
      {people === undefined && error === null && <Loading lines={6} height={44} />}
      {people === undefined && error !== null && <Failed error={error} again={() => void refetch()} />}
      {people?.length === 0 && <Empty icon={IconUserOff} title={t('personnel:none')} />}
      {people !== undefined && people.length > 0 && (
        <WideTable label={t(`menu:access.${whose}`)}>
          <thead>
            <tr>
              <SortedTh by="learner_number" title={t('personnel:number')} roomy />
              <SortedTh by="name" title={t('personnel:name')} />
              <th className="roomy">{t('personnel:state')}</th>
              <th>{t('personnel:action')}</th>
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <Row key={person.id} person={person} />
            ))}
          </tbody>
        </WideTable>
      )}
      {hasNextPage && (
        <Center>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('app:showMore')}
          </Button>
        </Center>
      )}
    </Page>
  )
}

function Row({ person }: { person: Person }) {
  const { t } = useTranslation()
  const own = useSession().person.id
  const queries = useQueryClient()
  const [blocking, setBlocking] = useState(false)
  const activating = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/people/{id}/activation', { params: { path: { id: person.id } } })),
    onSuccess: async () => {
      notifications.show({ message: t('personnel:activated', { name: person.display_name }), color: 'green' })
      await queries.invalidateQueries({ queryKey: ['people'] })
    },
  })
  const named = { name: person.display_name }
  const status = <Status tone={TONES[person.state]} word={t(`personnel:states.${person.state}`)} />
  return (
    <tr>
      <td className="roomy tabular">{person.learner_number ?? ''}</td>
      <td>
        <Text fw={600}>{person.display_name}</Text>
        {person.email !== null && (
          <Text size="sm" c="dimmed" visibleFrom="sm">
            {person.email}
          </Text>
        )}
        <Box hiddenFrom="sm" mt={4}>
          {status}
        </Box>
      </td>
      <td className="roomy">{status}</td>
      <td>
        <Stack gap="xs" align="flex-start">
          {person.state === 'blocked' && (
            <Button
              size="compact-md"
              variant="light"
              leftSection={<IconLockOpen size={18} aria-hidden />}
              aria-label={t('personnel:activateName', named)}
              loading={activating.isPending}
              onClick={() => activating.mutate()}
            >
              {t('personnel:activate')}
            </Button>
          )}
          {(person.state === 'active' || person.state === 'pending') && person.id !== own && (
            <Button
              size="compact-md"
              variant="default"
              leftSection={<IconLock size={18} aria-hidden />}
              aria-label={t('personnel:blockName', named)}
              onClick={() => setBlocking(true)}
            >
              {t('personnel:block')}
            </Button>
          )}
          <Refused error={activating.error} />
        </Stack>
        {blocking && <BlockForm person={person} close={() => setBlocking(false)} />}
      </td>
    </tr>
  )
}
