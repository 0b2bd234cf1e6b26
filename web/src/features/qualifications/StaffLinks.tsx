import { Button, Card, Group, Stack, Text, Title } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PlainList } from '@/kit/PlainList'
import { Loaded } from '@/kit/States'
import { Status } from '@/kit/Status'
import { dayKey, partsIn } from '@/kit/time'
import { useClock } from '@/kit/useClock'
import { EndLink } from './EndLink'
import { LinkForm } from './LinkForm'
import { type Link, linksQuery, type Purpose, useLinksStaff } from './queries'

/** Who may deliver, or quality assure, a qualification: now, from some day on, or not any more. */
export function StaffLinks({ qualification, purpose }: { qualification: string; purpose: Purpose }) {
  const { t } = useTranslation()
  const mayLink = useLinksStaff()
  const query = useQuery(linksQuery(qualification, purpose))
  const [linking, setLinking] = useState(false)
  const [ending, setEnding] = useState<Link | null>(null)
  const heading = `links-${purpose}`
  return (
    <Card component="section" aria-labelledby={heading}>
      <Stack>
        <Group justify="space-between" gap="sm">
          <Title order={2} size="h4" id={heading}>
            {t(`qualifications:purpose.${purpose}`)}
          </Title>
          {mayLink && (
            <Button
              variant="light"
              leftSection={<IconUserPlus size={20} aria-hidden />}
              onClick={() => setLinking(true)}
            >
              {t(`qualifications:link.${purpose}`)}
            </Button>
          )}
        </Group>
        <Loaded query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <Text c="dimmed">{t('qualifications:nobodyLinked')}</Text>
            ) : (
              <PlainList>
                {items.map((link) => (
                  <Line key={link.id} link={link} {...(mayLink ? { end: () => setEnding(link) } : {})} />
                ))}
              </PlainList>
            )
          }
        </Loaded>
      </Stack>
      {linking && (
        <LinkForm
          qualification={qualification}
          purpose={purpose}
          linked={query.data?.items ?? []}
          close={() => setLinking(false)}
        />
      )}
      {ending !== null && <EndLink link={ending} close={() => setEnding(null)} />}
    </Card>
  )
}

function Line({ link, end }: { link: Link; end?: () => void }) {
  const { t } = useTranslation()
  const clock = useClock()
  const today = dayKey(partsIn(clock.zone, new Date()))
  const date = (day: string) => clock.date(`${day}T12:00:00Z`)
  const state = () => {
    if (link.until_date !== null && link.until_date < today) return 'ended'
    return link.from_date > today ? 'coming' : 'now'
  }
  return (
    <li>
      <Group justify="space-between" gap="sm">
        <div>
          <Text fw={600}>{link.person_name}</Text>
          <Text size="sm" c="dimmed">
            {link.until_date === null
              ? t('qualifications:since', { from: date(link.from_date) })
              : t('app:fromTo', { first: date(link.from_date), last: date(link.until_date) })}
          </Text>
        </div>
        <Group gap="sm">
          {state() === 'ended' && <Status tone="off" word={t('qualifications:ended')} />}
          {state() === 'coming' && <Status tone="ahead" word={t('qualifications:coming')} />}
          {end !== undefined && link.until_date === null && (
            <Button
              variant="default"
              size="sm"
              aria-label={t('qualifications:endOf', { name: link.person_name })}
              onClick={end}
            >
              {t('qualifications:end')}
            </Button>
          )}
        </Group>
      </Group>
    </li>
  )
}
