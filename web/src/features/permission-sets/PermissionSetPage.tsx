import { Button, Card, Group, List, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { IconPencil, IconShieldOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/kit/names'
import { Page } from '@/kit/Page'
import { PlainList } from '@/kit/PlainList'
import { Loaded } from '@/kit/States'
import { Status } from '@/kit/Status'
import { TextLink } from '@/kit/TextLink'
import { useClock } from '@/kit/useClock'
import { setQuery, useDefinesSets, type WholeSet } from './queries'
import { RetireSet } from './RetireSet'
import { SetForm } from './SetForm'

const route = getRouteApi('/frame/permission-sets/$setId')

/** A set: what it holds, who holds it, and what it was before. */
export function PermissionSetPage() {
  const { t } = useTranslation()
  const query = useQuery(setQuery(route.useParams().setId))
  const retired = query.data !== undefined && query.data.retired_at !== null
  return (
    <Page
      title={query.data?.name ?? t('permission-sets:set')}
      trail={[{ to: '/permission-sets', label: t('menu:permissionSets') }]}
      {...(retired ? { actions: <Status tone="off" word={t('permission-sets:state.retired')} /> } : {})}
    >
      <Loaded query={query}>{(set) => <Details set={set} />}</Loaded>
    </Page>
  )
}

function Details({ set }: { set: WholeSet }) {
  const { t } = useTranslation()
  const defines = useDefinesSets()
  const [doing, setDoing] = useState<'change' | 'retire' | null>(null)
  const close = () => setDoing(null)
  return (
    <Stack gap="lg">
      {defines && set.retired_at === null && (
        <Group gap="sm">
          <Button
            variant="default"
            leftSection={<IconPencil size={20} aria-hidden />}
            onClick={() => setDoing('change')}
          >
            {t('permission-sets:change')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconShieldOff size={20} aria-hidden />}
            onClick={() => setDoing('retire')}
          >
            {t('permission-sets:retire')}
          </Button>
        </Group>
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }} style={{ alignItems: 'start' }}>
        <Part title={t('permission-sets:permissions')}>
          <List spacing="xs">
            {set.permissions.map((one) => (
              <List.Item key={one}>
                <Text fw={600}>{t(`permission-sets:one.${one}`)}</Text>
                <Text size="sm" c="dimmed">
                  {t(`permission-sets:meaning.${one}`)}
                </Text>
              </List.Item>
            ))}
          </List>
        </Part>
        <Stack gap="lg">
          <Part title={t('permission-sets:holders')}>
            {set.holders.length === 0 && <Text c="dimmed">{t('permission-sets:nobody')}</Text>}
            <Stack gap="xs">
              {set.holders.map(({ id, name }) => (
                <TextLink key={id} to="/people/$personId" params={{ personId: id }}>
                  {name}
                </TextLink>
              ))}
            </Stack>
          </Part>
          <History set={set} />
        </Stack>
      </SimpleGrid>
      {doing === 'change' && <SetForm set={set} close={close} />}
      {doing === 'retire' && <RetireSet set={set} close={close} />}
    </Stack>
  )
}

/** What it was called and held, the newest first, and who said so. */
function History({ set }: { set: WholeSet }) {
  const { t } = useTranslation()
  const clock = useClock()
  const states = [set, ...set.before.toReversed()]
  const { nameOf } = useNames(states.map(({ by_id }) => by_id))
  return (
    <Part title={t('permission-sets:history')}>
      <PlainList ordered>
        {states.map(({ since, name, permissions, by_id }) => (
          <li key={since}>
            <Text fw={600}>
              {t('permission-sets:saidBy', { when: clock.moment(since), who: nameOf(by_id) })}
            </Text>
            <Text size="sm" c="dimmed">
              {t('permission-sets:held', {
                name,
                permissions: permissions.map((one) => t(`permission-sets:one.${one}`)).join(', '),
              })}
            </Text>
          </li>
        ))}
      </PlainList>
    </Part>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card component="section" aria-label={title}>
      <Title order={2} size="h4" mb="sm">
        {title}
      </Title>
      {children}
    </Card>
  )
}
