import { Alert, Button, Center, Skeleton, Stack, Text, ThemeIcon, Title } from '@mantine/core'
import {
  type Icon,
  IconAlertTriangle,
  IconClockPause,
  IconCloudOff,
  IconFileOff,
  IconLock,
  IconRefresh,
  IconUserOff,
} from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import { kindOf, type ProblemKind, sentenceOf } from './problems'

const ICONS: Record<ProblemKind, Icon> = {
  offline: IconCloudOff,
  expired: IconUserOff,
  forbidden: IconLock,
  missing: IconFileOff,
  stale: IconAlertTriangle,
  refused: IconAlertTriangle,
  invalid: IconAlertTriangle,
  busy: IconClockPause,
  failed: IconAlertTriangle,
}

/** Nothing is here, why, and what to do about it. */
export function Empty({ icon: Shape, title, children }: { icon: Icon; title: string; children?: ReactNode }) {
  return (
    <Center py="xl">
      <Stack align="center" gap="xs" maw={420} ta="center">
        <ThemeIcon size={52} radius="xl" variant="light" aria-hidden>
          <Shape size={26} stroke={1.6} />
        </ThemeIcon>
        <Text fw={600}>{title}</Text>
        {children !== undefined && (
          <Text c="dimmed" size="sm" component="div">
            {children}
          </Text>
        )}
      </Stack>
    </Center>
  )
}

/** What comes is on its way, in about its shape. */
export function Loading({ lines = 3, height = 20 }: { lines?: number; height?: number }) {
  const { t } = useTranslation()
  return (
    <Stack gap="sm" role="status" aria-label={t('app:loading')}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all the same
        <Skeleton key={line} height={height} width={line === lines - 1 ? '60%' : '100%'} />
      ))}
    </Stack>
  )
}

/** A whole place that could not be shown: forbidden, missing, offline, failed. `order` 1 where it is the whole page. */
export function Failed({ error, again, order = 2 }: { error: unknown; again?: () => void; order?: 1 | 2 }) {
  const { t } = useTranslation()
  const kind = kindOf(asProblem(error))
  const Shape = ICONS[kind]
  return (
    <Center py="xl" role="alert">
      <Stack align="center" gap="xs" maw={440} ta="center">
        <ThemeIcon size={52} radius="xl" variant="light" color="gray" aria-hidden>
          <Shape size={26} stroke={1.6} />
        </ThemeIcon>
        <Title order={order} size="h4">
          {t(`problems:title.${kind}`)}
        </Title>
        <Text c="dimmed" size="sm">
          {sentenceOf(error)}
        </Text>
        {again !== undefined && kind !== 'forbidden' && kind !== 'missing' && (
          <Button variant="light" mt="xs" leftSection={<IconRefresh size={18} />} onClick={again}>
            {t('app:again')}
          </Button>
        )}
      </Stack>
    </Center>
  )
}

/** A change that was refused, beside the button that sent it; nothing when there is no error. */
export function Refused({ error }: { error: unknown }) {
  const { t } = useTranslation()
  if (error === null || error === undefined) return null
  const kind = kindOf(asProblem(error))
  const Shape = ICONS[kind]
  return (
    <Alert color="red" role="alert" icon={<Shape size={20} />} title={t(`problems:title.${kind}`)}>
      {sentenceOf(error)}
    </Alert>
  )
}

type LoadedProps<Data> = {
  query: Pick<UseQueryResult<Data>, 'isError' | 'error'> & { data: Data | undefined; refetch: () => unknown }
  lines?: number
  height?: number
  children: (data: Data) => ReactNode
}

/** What a query read, or its skeleton, or why there is nothing. */
export function Loaded<Data>({ query, lines, height, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return children(query.data)
  if (query.isError) return <Failed error={query.error} again={() => void query.refetch()} />
  return <Loading {...(lines === undefined ? {} : { lines })} {...(height === undefined ? {} : { height })} />
}
