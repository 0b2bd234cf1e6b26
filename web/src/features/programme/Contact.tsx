import { Anchor, Box, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { WriteTo } from '@/features/messages/WriteTo'

type Props = {
  role: string
  name: string
  email: string | null | undefined
  /** The enrolment about which an assessor is written to from here. */
  writtenToAbout?: string | undefined
}

/** Somebody who looks after a learner, and how they are reached. */
export function Contact({ role, name, email, writtenToAbout }: Props) {
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
      {writtenToAbout !== undefined && (
        <Box mt="xs">
          <WriteTo enrolmentId={writtenToAbout} name={name} />
        </Box>
      )}
    </div>
  )
}
