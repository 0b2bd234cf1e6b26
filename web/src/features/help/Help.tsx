import { Accordion, Stack, Text } from '@mantine/core'
import { IconBook } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Page } from '@/kit/Page'
import { Empty, Loaded } from '@/kit/States'
import { guidesQuery } from './queries'

/** The guides that were written for one's role, one below the other (DR-112). */
export function Help() {
  const { t, i18n } = useTranslation()
  const query = useQuery(guidesQuery(i18n.language === 'cy' ? 'cy' : 'en'))
  return (
    <Page title={t('menu:help')} lead={t('help:lead')}>
      <Loaded query={query} lines={6} height={44}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={IconBook} title={t('help:none')}>
              {t('help:noneHint')}
            </Empty>
          ) : (
            <Accordion variant="separated" order={2} maw={820}>
              {items.map(({ topic, title, paragraphs }) => (
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
          )
        }
      </Loaded>
    </Page>
  )
}
