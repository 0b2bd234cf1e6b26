import { Button, Card, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/kit/names'
import { Page } from '@/kit/Page'
import { Loaded, Refused } from '@/kit/States'
import { useClock } from '@/kit/useClock'
import { type Known, type Settled, settingsQuery, useWithdraw } from './queries'
import { SettingsForm } from './SettingsForm'

/** What the provider decides for itself, and from which day on (G03, G11, G12, G14). */
export function Settings() {
  const { t } = useTranslation()
  const query = useQuery(settingsQuery)
  return (
    <Page title={t('menu:settings')} lead={t('settings:lead')}>
      <Loaded query={query} lines={8} height={56}>
        {(known) => (
          <Stack gap="lg">
            <Planned known={known} />
            <SettingsForm key={known.version} known={known} />
            <Past settled={known.past} />
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function Planned({ known }: { known: Known }) {
  const { t } = useTranslation()
  const withdrawing = useWithdraw(known.version)
  if (known.planned.length === 0) return null
  return (
    <Card component="section" aria-label={t('settings:planned')}>
      <Title order={2} size="h4" mb="md">
        {t('settings:planned')}
      </Title>
      <Stack gap="md">
        {known.planned.map((one) => (
          <Group key={one.since} justify="space-between" gap="sm">
            <Line settled={one} />
            <Button
              variant="default"
              loading={withdrawing.isPending && withdrawing.variables === one.since}
              onClick={() => withdrawing.mutate(one.since)}
            >
              {t('settings:withdraw')}
            </Button>
          </Group>
        ))}
        <Refused error={withdrawing.error} />
      </Stack>
    </Card>
  )
}

function Past({ settled }: { settled: Settled[] }) {
  const { t } = useTranslation()
  if (settled.length === 0) return null
  return (
    <Card component="section" aria-label={t('settings:past')}>
      <Title order={2} size="h4" mb="md">
        {t('settings:past')}
      </Title>
      <Stack gap="md">
        {settled.map((one) => (
          <Line key={one.since} settled={one} />
        ))}
      </Stack>
    </Card>
  )
}

function Line({ settled }: { settled: Settled }) {
  const { t } = useTranslation()
  const clock = useClock()
  const { nameOf } = useNames([settled.by_id])
  return (
    <div>
      <Text fw={600}>{t('settings:from', { day: clock.day(settled.since) })}</Text>
      <Text size="sm" c="dimmed">
        {t('settings:by', { name: nameOf(settled.by_id), moment: clock.moment(settled.at) })}
      </Text>
    </div>
  )
}
