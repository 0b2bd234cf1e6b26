import { Group, Select, Switch } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { CENTRE_WORKERS } from '@/app/roles'
import { useSession } from '@/app/session'
import { useQualifications } from '@/kit/names'
import { Page } from '@/kit/Page'
import { PagedList } from '@/kit/PagedList'
import { Empty } from '@/kit/States'
import { useSeek } from '@/kit/useSeek'
import { EnrolmentTable } from './EnrolmentTable'
import { enrolmentPages } from './queries'

const route = getRouteApi('/frame/learners')

/** The learners one may see, one line an enrolment. */
export function Learners() {
  const { t } = useTranslation()
  const { role } = useSession()
  const { waiting, qualification, sort = 'learner' } = route.useSearch()
  const seek = useSeek<{ waiting: 'yes'; qualification: string }>()
  const { all } = useQualifications()
  const query = useInfiniteQuery(
    enrolmentPages({
      ...(waiting === 'yes' ? { waiting: true } : {}),
      ...(qualification === undefined ? {} : { qualification_id: qualification }),
      sort,
    }),
  )
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
        {CENTRE_WORKERS.includes(role) && (
          <Switch
            label={t('learners:onlyWaiting')}
            checked={waiting === 'yes'}
            onChange={({ currentTarget }) => seek({ waiting: currentTarget.checked ? 'yes' : null })}
            mb={8}
          />
        )}
      </Group>
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
