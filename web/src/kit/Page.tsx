import { Breadcrumbs, Group, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { TextLink } from '@/kit/TextLink'

type Crumb = { to: string; label: string }

/** A screen: its title (also the window's), the trail to it, what can be done on it, and its content. */
export function Page(props: {
  title: string
  trail?: Crumb[]
  lead?: ReactNode
  actions?: ReactNode
  children: ReactNode
}) {
  const { title, trail = [], lead, actions, children } = props
  const { t } = useTranslation()
  useEffect(() => {
    document.title = t('app:windowTitle', { title })
  }, [t, title])
  return (
    <Stack gap="lg" maw={1240} mx="auto" w="100%">
      <Stack gap={4}>
        {trail.length > 0 && (
          <Breadcrumbs component="nav" aria-label={t('app:trail')} separatorMargin={6} fz="sm">
            {trail.map(({ to, label }) => (
              <TextLink key={to} to={to} size="sm">
                {label}
              </TextLink>
            ))}
            <Text size="sm" c="dimmed" aria-current="page">
              {title}
            </Text>
          </Breadcrumbs>
        )}
        <Group justify="space-between" align="flex-start" gap="sm">
          <Stack gap={4} maw="100%" flex={lead === undefined ? undefined : '1 1 18rem'}>
            <Title order={1} size="h2">
              {title}
            </Title>
            {lead !== undefined && <Text c="dimmed">{lead}</Text>}
          </Stack>
          {actions !== undefined && <Group gap="sm">{actions}</Group>}
        </Group>
      </Stack>
      {children}
    </Stack>
  )
}
