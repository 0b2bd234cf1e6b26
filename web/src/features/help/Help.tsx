import { Accordion, Anchor, Card, List, Stack, Text, Title } from '@mantine/core'
import { IconBook } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Answer } from '@/api/client'
import { useSession } from '@/app/session'
import { Page } from '@/kit/Page'
import { Empty, Loaded } from '@/kit/States'
import { guidesQuery } from './queries'

/** The guides that were written for one's role and the video tutorials (SA-04, DR-112). */
export function Help() {
  const { t, i18n } = useTranslation()
  const learner = useSession().role === 'learner'
  const query = useQuery(guidesQuery(i18n.language === 'cy' ? 'cy' : 'en'))
  return (
    <Page
      title={t(learner ? 'menu:support' : 'menu:help')}
      lead={t(learner ? 'help:learnersLead' : 'help:lead')}
    >
      <Loaded query={query} lines={6} height={44}>
        {({ items, videos }) => (
          <Stack gap="lg" maw={820}>
            <Guides guides={items} />
            {videos.length > 0 && <Videos videos={videos} />}
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

type Helps = Answer<'/api/help'>

function Guides({ guides }: { guides: Helps['items'] }) {
  const { t } = useTranslation()
  if (guides.length === 0) {
    return (
      <Empty icon={IconBook} title={t('help:none')}>
        {t('help:noneHint')}
      </Empty>
    )
  }
  return (
    <section aria-label={t('help:guides')}>
      <Accordion variant="separated" order={2}>
        {guides.map(({ topic, title, paragraphs }) => (
          <Accordion.Item key={topic} value={topic}>
            <Accordion.Control>{title}</Accordion.Control>
            <Accordion.Panel>
              <Stack gap="sm">
                {paragraphs.map((paragraph) => (
                  <Text key={paragraph}>{paragraph}</Text>
                ))}
              </Stack>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </section>
  )
}

function Videos({ videos }: { videos: Helps['videos'] }) {
  const { t } = useTranslation()
  return (
    <Card component="section" aria-labelledby="videos">
      <Title order={2} size="h4" mb="sm" id="videos">
        {t('help:videos')}
      </Title>
      <List spacing="xs">
        {videos.map(({ title, url }) => (
          <List.Item key={url}>
            <Anchor href={url} target="_blank" rel="noreferrer">
              {title}
            </Anchor>
          </List.Item>
        ))}
      </List>
    </Card>
  )
}
