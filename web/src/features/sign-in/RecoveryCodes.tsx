import { Alert, Button, Code, CopyButton, Group, SimpleGrid, Stack } from '@mantine/core'
import { IconCheck, IconCopy, IconKey } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** The codes for the day the telephone is lost. They are shown this once. */
export function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const { t } = useTranslation()
  return (
    <Stack>
      <Alert icon={<IconKey size={20} />} title={t('sign-in:recoveryTitle')} role="status">
        {t('sign-in:recovery')}
      </Alert>
      <SimpleGrid cols={2} spacing="xs">
        {codes.map((code) => (
          <Code key={code} fz="md" ta="center">
            {code}
          </Code>
        ))}
      </SimpleGrid>
      <Group grow>
        <CopyButton value={codes.join('\n')}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              leftSection={copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />}
              onClick={copy}
            >
              {t(copied ? 'sign-in:copied' : 'sign-in:copy')}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onKept}>{t('sign-in:kept')}</Button>
      </Group>
    </Stack>
  )
}
