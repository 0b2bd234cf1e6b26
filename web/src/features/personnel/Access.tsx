import { Box, Button, Group, SegmentedControl, Select, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconLock, IconLockOpen, IconUserOff } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/api/client'
import { useSession } from '@/app/session'
import { Page } from '@/kit/Page'
import { PagedList } from '@/kit/PagedList'
import { SearchField } from '@/kit/SearchField'
import { Empty, Refused } from '@/kit/States'
import { Status, type Tone } from '@/kit/Status'
import { SortedTh } from '@/kit/table/SortedTh'
import { useSeek } from '@/kit/useSeek'
import { WideTable } from '@/kit/WideTable'
import { BlockForm } from './BlockForm'
import { type Kind, type Person, peoplePages } from './queries'
import { type Sought, STATES } from './sought'

const TONES: Record<Person['state'], Tone> = {
  active: 'good',
  blocked: 'paused',
  pending: 'quiet',
  archived: 'off',
}

export const LearnerAccess = () => <Access key="learners" kinds={['learner']} />
export const StaffAccess = () => <Access key="staff" kinds={['assessor', 'iqa']} />

/** Who may come in: block with a reason, activate again (CE-23, CE-31). */
function Access({ kinds: [first, ...others] }: { kinds: readonly [Kind, ...Kind[]] }) {
  const { t } = useTranslation()
  const sought: Sought = useSearch({ strict: false })
  const seek = useSeek<Sought>()
  const kind = others.find((one) => one === sought.kind) ?? first
  const query = useInfiniteQuery(peoplePages(kind, sought))
  const whose = others.length > 0 ? 'staff' : 'learners'
  return (
    <Page title={t(`menu:access.${whose}`)} lead={t('personnel:lead')}>
      <Group align="end" gap="md">
        {others.length > 0 && (
          <SegmentedControl
            value={kind}
            onChange={(value) => seek({ kind: value === 'iqa' ? value : null })}
            aria-label={t('personnel:kind')}
            data={[first, ...others].map((one) => ({ value: one, label: t(`personnel:kinds.${one}`) }))}
          />
        )}
        <SearchField
          label={t('personnel:name')}
          value={sought.search ?? ''}
          onChange={(search) => seek({ search })}
          w={{ base: '100%', xs: 280 }}
        />
        <Select
          label={t('personnel:state')}
          placeholder={t('personnel:every')}
          data={STATES.map((one) => ({ value: one, label: t(`personnel:states.${one}`) }))}
          value={sought.state ?? null}
          onChange={(state) => seek({ state })}
          clearable
          clearButtonProps={{ 'aria-label': t('personnel:every') }}
          w={{ base: '100%', xs: 200 }}
        />
      </Group>
      <PagedList
        query={query}
        lines={6}
        height={44}
        empty={<Empty icon={IconUserOff} title={t('personnel:none')} />}
      >
        {(people) => (
          <WideTable label={t(`menu:access.${whose}`)}>
            <thead>
              <tr>
                <SortedTh by="learner_number" title={t('personnel:number')} className="roomy" />
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
      </PagedList>
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
