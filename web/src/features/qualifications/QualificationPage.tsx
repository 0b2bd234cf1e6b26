import { SimpleGrid, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMay } from '@/app/session'
import { qualificationsQuery } from '@/kit/names'
import { Page } from '@/kit/Page'
import { Loaded } from '@/kit/States'
import { PURPOSES } from './queries'
import { StaffLinks } from './StaffLinks'

const route = getRouteApi('/frame/qualifications/$qualificationId')

/** One qualification, and who may deliver and quality assure it (CE-25, CE-68). */
export function QualificationPage() {
  const { t } = useTranslation()
  const { qualificationId } = route.useParams()
  const query = useQuery(qualificationsQuery)
  const seesLinks = useMay('allocate_learners')
  const found = query.data?.items.find(({ id }) => id === qualificationId)
  return (
    <Page
      title={found?.title ?? t('app:aQualification')}
      trail={[{ to: '/qualifications', label: t('menu:qualifications') }]}
    >
      <Loaded query={query}>
        {() =>
          found === undefined ? (
            <Text c="dimmed">{t('qualifications:unknown')}</Text>
          ) : (
            <>
              <Text>
                {[
                  found.number,
                  t(`qualifications:levels.${found.level}`),
                  t(`qualifications:types.${found.type}`),
                ].join(' · ')}
              </Text>
              {seesLinks && (
                <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
                  {PURPOSES.map((purpose) => (
                    <StaffLinks key={purpose} qualification={found.id} purpose={purpose} />
                  ))}
                </SimpleGrid>
              )}
            </>
          )
        }
      </Loaded>
    </Page>
  )
}
