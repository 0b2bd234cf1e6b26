import { Button, Card, Group, List, Stack, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

const DUTIES = ['criteria', 'learn', 'documents', 'dates', 'evidence', 'skills', 'sign'] as const

/** What is expected of a learner (SA-66), until they have said on this device that they know it. */
export function Duties({ learnerId }: { learnerId: string }) {
  const { t } = useTranslation()
  const key = `waymark:duties:${learnerId}`
  const [known, setKnown] = useState(() => localStorage.getItem(key) !== null)
  if (known) return null
  return (
    <Card component="section" aria-label={t('home:duties')} mt="lg">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t('home:duties')}
        </Title>
        <List spacing={4}>
          {DUTIES.map((duty) => (
            <List.Item key={duty}>{t(`home:duty.${duty}`)}</List.Item>
          ))}
        </List>
        <Group>
          <Button
            variant="default"
            onClick={() => {
              localStorage.setItem(key, 'known')
              setKnown(true)
            }}
          >
            {t('home:dutiesKnown')}
          </Button>
        </Group>
      </Stack>
    </Card>
  )
}
