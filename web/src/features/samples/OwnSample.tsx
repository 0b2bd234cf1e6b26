import { Button, Card, Group, Stack, Text, Title } from '@mantine/core'
import { IconArchive, IconZoomScan } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/api/client'
import { useCentres, useQualifications } from '@/kit/names'
import { Empty, Loaded, Refused } from '@/kit/States'
import { TextLink } from '@/kit/TextLink'
import { Tile } from '@/kit/Tile'
import { WideTable } from '@/kit/WideTable'
import { LastDay } from './LastDay'
import { idOf, type Sample, samplesQuery } from './queries'

/** An external quality assurer's first screen: whom they read about, until when, and what they may ask for. */
export default function OwnSample() {
  const { t } = useTranslation()
  const query = useQuery(samplesQuery)
  return (
    <Loaded query={query} lines={5} height={52}>
      {({ items }) =>
        items.length === 0 ? (
          <Card>
            <Empty icon={IconZoomScan} title={t('samples:ownNoneTitle')}>
              {t('samples:ownNone')}
            </Empty>
          </Card>
        ) : (
          <Stack gap="lg">
            <section>
              <Title order={2} size="h4">
                {t('samples:own')}
              </Title>
              <Text size="sm" c="dimmed" mb="sm">
                {t('samples:noted')}{' '}
                <TextLink to="/audit/reads" underline="always">
                  {t('menu:ownReads')}
                </TextLink>
              </Text>
              <SampleTable samples={items} />
            </section>
            <Prompts centreIds={[...new Set(items.map(({ centre_id }) => centre_id))]} />
          </Stack>
        )
      }
    </Loaded>
  )
}

function SampleTable({ samples }: { samples: Sample[] }) {
  const { t } = useTranslation()
  const { titleOf } = useQualifications()
  const { nameOf } = useCentres()
  return (
    <WideTable label={t('samples:own')}>
      <thead>
        <tr>
          <th>{t('learners:learner')}</th>
          <th className="roomy">{t('samples:centre')}</th>
          <th>{t('samples:until')}</th>
        </tr>
      </thead>
      <tbody>
        {samples.map((one) => (
          <tr key={idOf(one)}>
            <td>
              <TextLink to="/learners/$learnerId" params={{ learnerId: one.learner_id }} fw={600}>
                {one.learner_name}
              </TextLink>
              <Text size="sm" c="dimmed">
                {titleOf(one.qualification_id)}
              </Text>
            </td>
            <td className="roomy">{nameOf(one.centre_id)}</td>
            <td>
              <LastDay first={one.from_date} day={one.until_date} />
            </td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  )
}

function Prompts({ centreIds }: { centreIds: string[] }) {
  const { t } = useTranslation()
  return (
    <Tile icon={IconArchive} title={t('samples:archiving')}>
      <Stack gap="md">
        <Text size="sm">{t('samples:archivingLead')}</Text>
        {centreIds.map((id) => (
          <Prompt key={id} centreId={id} />
        ))}
      </Stack>
    </Tile>
  )
}

/** The centre gets a task for everybody whose certificate was received and who is not archived yet (CE-62). */
function Prompt({ centreId }: { centreId: string }) {
  const { t } = useTranslation()
  const { nameOf } = useCentres()
  const prompting = useMutation({
    mutationFn: () => answer(api.POST('/api/archive/prompts', { body: { centre_id: centreId } })),
  })
  return (
    <Group gap="md">
      <Button variant="light" loading={prompting.isPending} onClick={() => prompting.mutate()}>
        {t('samples:prompt', { centre: nameOf(centreId) })}
      </Button>
      <Text size="sm" role="status">
        {prompting.data !== undefined &&
          (prompting.data.waiting === 0
            ? t('samples:nothingWaits')
            : t('samples:prompted', { count: prompting.data.waiting }))}
      </Text>
      <Refused error={prompting.error} />
    </Group>
  )
}
