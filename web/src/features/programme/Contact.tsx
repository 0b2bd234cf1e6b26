import { Anchor, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type Props = { role: string; name: string; email: string | null | undefined }

/** Somebody who looks after a learner, and how they are reached. */
export function Contact({ role, name, email }: Props) {
  const { t } = useTranslation()
  return (
    <div>
      <Text size="xs" c="dimmed">
        {role}
      </Text>
      <Text fw={600}>{name}</Text>
      {email === null || email === undefined ? (
        <Text size="sm" c="dimmed">
          {t('programme:noEmail')}
        </Text>
      ) : (
        <Anchor href={`mailto:${email}`} size="sm" style={{ overflowWrap: 'anywhere' }}>
          {email}
        </Anchor>
      )}
    </div>
  )
}
