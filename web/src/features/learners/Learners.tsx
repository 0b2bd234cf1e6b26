import { Group, Select, Switch, Text } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { CENTRE_WORKERS, LEARNER_COUNTERS } from '@/app/roles'
import { useSession } from '@/app/session'
import { distinct, useNames, useQualifications } from '@/kit/names'
import { Page } from '@/kit/Page'
import { PagedList } from '@/kit/PagedList'
import { Empty } from '@/kit/States'
import { useSeek } from '@/kit/useSeek'
import { EnrolmentTable } from './EnrolmentTable'
import { enrolmentCounts, enrolmentPages } from './queries'

const route = getRouteApi('/frame/learners')

/** The learners one may see, one line an enrolment. */
export function Learners() {
  const { t } = useTranslation()
  const { role } = useSession()
  const { waiting, qualification, assessor, sort = 'learner' } = route.useSearch()
  const seek = useSeek<{ waiting: 'yes'; qualification: string }>()
  const { all } = useQualifications()
  const counts = LEARNER_COUNTERS.includes(role)
  const sought = {
    ...(waiting === 'yes' ? { waiting: true } : {}),
    ...(qualification === undefined ? {} : { qualification_id: qualification }),
    ...(assessor === undefined ? {} : { assessor_id: assessor }),
  }
  const query = useInfiniteQuery(enrolmentPages({ ...sought, sort }))
  const count = useQuery({ ...enrolmentCounts(sought), enabled: counts }).data?.learners ?? 0
  return (
    <Page title={t(role === 'employer_user' ? 'learners:apprentices' : 'learners:title')}>
      <Group gap="lg" align="end">
        <Select
          label={t('learners:qualification')}
          placeholder={t('learners:every')}
          data={all.map(({ id, title }) => ({ value: id, label: title }))}
          value={qualification ?? null}
          onChange={(value) => seek({ qualification: value })}
          clearable
          searchable
          clearButtonProps={{ 'aria-label': t('learners:every') }}
          w={{ base: '100%', sm: 380 }}
        />
        {counts && <AssessorChoice chosen={assessor} />}
        {(CENTRE_WORKERS.includes(role) || waiting === 'yes') && (
          <Switch
            label={t('learners:onlyWaiting')}
            checked={waiting === 'yes'}
            onChange={({ currentTarget }) => seek({ waiting: currentTarget.checked ? 'yes' : null })}
            mb={8}
          />
        )}
      </Group>
      {count > 0 && (
        <Text size="sm" c="dimmed">
          {t('learners:count', { count })}
        </Text>
      )}
      <PagedList
        query={query}
        lines={6}
        height={52}
        empty={
          <Empty icon={IconUsers} title={t('learners:noneTitle')}>
            {t('learners:none')}
          </Empty>
        }
      >
        {(enrolments) => (
          <EnrolmentTable
            enrolments={enrolments}
            sorts
            of={role === 'assessor' ? 'assessor' : role === 'iqa' ? 'iqa' : 'other'}
          />
        )}
      </PagedList>
    </Page>
  )
}

/** Whose learners: one of the assessors who have some. */
function AssessorChoice({ chosen }: { chosen: string | undefined }) {
  const { t } = useTranslation()
  const seek = useSeek<{ assessor: string }>()
  const { data } = useQuery(enrolmentCounts())
  const assessors = distinct([chosen ?? null, ...(data?.assessors.map((one) => one.assessor_id) ?? [])])
  const { nameOf } = useNames(assessors)
  return (
    <Select
      label={t('learners:assessor')}
      placeholder={t('learners:everyAssessor')}
      data={assessors
        .map((id) => ({ value: id, label: nameOf(id) }))
        .sort((one, other) => one.label.localeCompare(other.label))}
      value={chosen ?? null}
      onChange={(value) => seek({ assessor: value })}
      clearable
      searchable
      clearButtonProps={{ 'aria-label': t('learners:everyAssessor') }}
      w={{ base: '100%', sm: 260 }}
    />
  )
}
