import { Button, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { IconArrowMerge, IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCentres } from '@/kit/names'
import { Page } from '@/kit/Page'
import { Loaded } from '@/kit/States'
import { TextLink } from '@/kit/TextLink'
import { EmployerForm } from './EmployerForm'
import { MergeEmployer } from './MergeEmployer'
import { employerQuery, useKeepsEmployers } from './queries'

const route = getRouteApi('/frame/employers/$employerId')

/** Everything that is recorded of an employer (DR-113). */
export function EmployerPage() {
  const { t } = useTranslation()
  const { employerId } = route.useParams()
  const mayChange = useKeepsEmployers()
  const { nameOf } = useCentres()
  const query = useQuery(employerQuery(employerId))
  const [changing, setChanging] = useState(false)
  const [merging, setMerging] = useState(false)
  const found = query.data
  return (
    <Page
      title={found?.name ?? t('employers:one')}
      trail={[{ to: '/employers', label: t('menu:employers') }]}
      actions={
        mayChange &&
        found?.merged_into_id === null && (
          <Group gap="sm">
            <Button
              variant="default"
              leftSection={<IconArrowMerge size={20} aria-hidden />}
              onClick={() => setMerging(true)}
            >
              {t('employers:merge')}
            </Button>
            <Button leftSection={<IconPencil size={20} aria-hidden />} onClick={() => setChanging(true)}>
              {t('employers:change')}
            </Button>
          </Group>
        )
      }
    >
      <Loaded query={query}>
        {(employer) => (
          <>
            {employer.merged_into_id !== null && (
              <Text>
                {t('employers:merged')}{' '}
                <TextLink to="/employers/$employerId" params={{ employerId: employer.merged_into_id }}>
                  {t('employers:mergedInto')}
                </TextLink>
              </Text>
            )}
            <Text>
              {[
                t('employers:numberIs', { number: employer.number }),
                ...employer.centre_ids.map(nameOf),
              ].join(' · ')}
            </Text>
            <SimpleGrid cols={{ base: 1, md: 3 }} spacing="lg">
              <Part title={t('employers:recognisedBy')} empty={t('employers:notRecognised')}>
                {[...employer.domains.map((domain) => `@${domain}`), ...employer.recorded_emails].map(
                  (address) => (
                    <Text key={address} style={{ overflowWrap: 'anywhere' }}>
                      {address}
                    </Text>
                  ),
                )}
              </Part>
              <Part title={t('employers:workplaces')} empty={t('employers:noWorkplaces')}>
                {employer.workplaces.map(({ name, address }) => (
                  <div key={`${name} ${address}`}>
                    <Text fw={600}>{name}</Text>
                    {address !== null && <Text size="sm">{address}</Text>}
                  </div>
                ))}
              </Part>
              <Part title={t('employers:contacts')} empty={t('employers:noContacts')}>
                {employer.contacts.map(({ name, position, email, phone }) => (
                  <div key={[name, position, email, phone].join()}>
                    <Text fw={600}>{name}</Text>
                    {[position, email, phone].map(
                      (line) =>
                        line !== null && (
                          <Text key={line} size="sm" style={{ overflowWrap: 'anywhere' }}>
                            {line}
                          </Text>
                        ),
                    )}
                  </div>
                ))}
              </Part>
            </SimpleGrid>
            {merging && <MergeEmployer employer={employer} close={() => setMerging(false)} />}
            {changing && <EmployerForm employer={employer} close={() => setChanging(false)} />}
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Part({ title, empty, children }: { title: string; empty: string; children: ReactNode[] }) {
  return (
    <Card component="section" aria-label={title}>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {title}
        </Title>
        {children.length === 0 ? <Text c="dimmed">{empty}</Text> : children}
      </Stack>
    </Card>
  )
}
