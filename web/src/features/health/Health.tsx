import { Alert, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Page } from '@/kit/Page'
import { Loaded } from '@/kit/States'
import { Status, type Tone } from '@/kit/Status'
import { useClock } from '@/kit/useClock'
import { healthQuery, type ServiceHealth } from './queries'

const TONES: Record<ServiceHealth['state'], Tone> = {
  ready: 'good',
  degraded: 'late',
  not_ready: 'paused',
  silent: 'bad',
}
const SLOW_SECONDS = 5

/** How the platform is, in words: what runs, what lags, what waits for somebody. */
export function Health() {
  const { t } = useTranslation()
  const clock = useClock()
  const query = useQuery(healthQuery)
  return (
    <Page title={t('menu:health')} lead={t('health:lead')}>
      <Loaded query={query} lines={6} height={64}>
        {({ items }) => (
          <Stack gap="lg">
            <InAWord services={items} />
            <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="lg">
              {items.map((service) => (
                <Service key={service.service} health={service} />
              ))}
            </SimpleGrid>
            <Text size="sm" c="dimmed">
              {t('health:asked', { time: clock.time(new Date(query.dataUpdatedAt)) })}
            </Text>
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function InAWord({ services }: { services: ServiceHealth[] }) {
  const { t } = useTranslation()
  const unwell = services.filter(needsSomebody).length
  return (
    <div role="status">
      {unwell === 0 ? (
        <Alert color="green" icon={<IconCircleCheck size={20} />}>
          <Text fw={600}>{t('health:well')}</Text>
        </Alert>
      ) : (
        <Alert color="orange" icon={<IconAlertTriangle size={20} />}>
          <Text fw={600}>{t('health:unwell', { count: unwell })}</Text>
          {t('health:unwellHint')}
        </Alert>
      )}
    </div>
  )
}

function Service({ health }: { health: ServiceHealth }) {
  const { t } = useTranslation()
  const { service, state, version, broker, degraded, lag_seconds, set_aside, overlaps } = health
  const lagWord = (seconds: number) => {
    if (seconds < 1) return t('health:atOnce')
    return t(seconds < SLOW_SECONDS ? 'health:lag' : 'health:lagSlow', { seconds: Math.round(seconds) })
  }
  const says = [
    ...(broker === false ? [t('health:noBroker')] : []),
    ...degraded.map((what) => t('health:without', { what })),
    ...(lag_seconds === null ? [] : [lagWord(lag_seconds)]),
    ...(set_aside ? [t('health:setAside', { count: set_aside })] : []),
    ...(overlaps === 0 ? [t('health:noOverlaps')] : []),
    ...(overlaps ? [t('health:overlaps', { count: overlaps })] : []),
    ...(version === null ? [] : [t('health:version', { version })]),
  ]
  return (
    <Card component="section" aria-label={t(`health:service.${service}`)}>
      <Group justify="space-between" mb="sm" gap="sm">
        <Title order={2} size="h4">
          {t(`health:service.${service}`)}
        </Title>
        <Status tone={TONES[state]} word={t(`health:state.${state}`)} />
      </Group>
      <Text size="sm" c="dimmed" mb="xs">
        {t(`health:does.${service}`)}
      </Text>
      {says.map((line) => (
        <Text key={line} size="sm">
          {line}
        </Text>
      ))}
    </Card>
  )
}

/** Not as it should be, or with something a person has to look at. */
const needsSomebody = ({ state, set_aside, overlaps }: ServiceHealth) =>
  state !== 'ready' || (set_aside ?? 0) > 0 || (overlaps ?? 0) > 0
