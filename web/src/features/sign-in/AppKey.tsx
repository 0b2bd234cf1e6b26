import { Code, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { encode } from 'uqr'
import classes from './AppKey.module.css'

/** The key for an authenticator app, to be photographed or typed. */
export function AppKey({ uri, secret }: { uri: string; secret: string }) {
  const { t } = useTranslation()
  const { size, data } = encode(uri, { border: 2 })
  const dots = data.flatMap((line, y) => line.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <Stack gap="sm">
      <Text size="sm">{t('sign-in:scan')}</Text>
      <Group gap="lg">
        <svg
          viewBox={`0 0 ${size} ${size}`}
          className={classes.picture}
          role="img"
          aria-label={t('sign-in:picture')}
        >
          <path d={dots} />
        </svg>
        <div>
          <Text size="sm" c="dimmed">
            {t('sign-in:orType')}
          </Text>
          <Code fz="sm" className={classes.secret}>
            {secret}
          </Code>
        </div>
      </Group>
    </Stack>
  )
}
