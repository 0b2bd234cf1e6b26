import { Button, Card, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/kit/names'
import { Refused } from '@/kit/States'
import { useClock } from '@/kit/useClock'
import { type Offer, offersQuery, useOfferAnswer } from './queries'

/** Times that have become free and are offered to the learner (B-04); nothing while there are none. */
export function Offers() {
  const items = useQuery(offersQuery).data?.items ?? []
  return items.map((offer) => <FreeTime key={offer.id} offer={offer} />)
}

function FreeTime({ offer }: { offer: Offer }) {
  const { t } = useTranslation()
  const clock = useClock()
  const { nameOf } = useNames([offer.assessor_id])
  const said = useOfferAnswer(offer)
  const when = { day: clock.nearDay(offer.starts_at), time: clock.span(offer.starts_at, offer.ends_at) }
  return (
    <Card component="section" aria-label={t('offers:named', when)} mb="lg">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t('offers:title')}
        </Title>
        <Text>
          {t('offers:text', {
            ...when,
            assessor: nameOf(offer.assessor_id),
            session: t(`sessions:type.${offer.type ?? 'general'}`),
          })}
        </Text>
        {offer.until !== null && (
          <Text size="sm" c="dimmed">
            {t('offers:until', { moment: clock.moment(offer.until) })}
          </Text>
        )}
        <Refused error={said.error} />
        <Group gap="sm">
          <Button loading={said.isPending && said.variables} onClick={() => said.mutate(true)}>
            {t('offers:take')}
          </Button>
          <Button
            variant="default"
            loading={said.isPending && !said.variables}
            onClick={() => said.mutate(false)}
          >
            {t('offers:leave')}
          </Button>
        </Group>
      </Stack>
    </Card>
  )
}
