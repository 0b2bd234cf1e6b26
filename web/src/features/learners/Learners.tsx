import { Button, Center, Group, Select, Switch } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { CENTRE_WORKERS } from '@/app/roles'
import { useSession } from '@/app/session'
import { useQualifications } from '@/kit/names'
import { Page } from '@/kit/Page'
import { Empty, Failed, Loading } from '@/kit/States'
import { EnrolmentTable } from './EnrolmentTable'
import { enrolmentPages } from './queries'

const route = getRouteApi('/frame/learners')

/** The learners one may see, one line an enrolment. */
export function Learners() {
  const { t } = useTranslation()
  const { role } = useSession()
  const { waiting, qualification, sort } = route.useSearch()
  const navigate = route.useNavigate()
  const { all } = useQualifications()
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    enrolmentPages({
      ...(waiting === 'yes' ? { waiting: true } : {}),
      ...(qualification === undefined ? {} : { qualification_id: qualification }),
      ...(sort === undefined ? {} : { sort }),
    }),
  )
  const enrolments = data?.pages.flatMap((page) => page.items)
  return (
    <Page title={t(role === 'employer_user' ? 'learners:apprentices' : 'learners:title')}>
      <Group gap="lg" align="end">
        <Select
          label={t('learners:qualification')}
          placeholder={t('learners:every')}
          data={all.map(({ id, title }) => ({ value: id, label: title }))}
          value={qualification ?? null}
          onChange={(value) =>
            void navigate({ search: (now) => ({ ...now, qualification: value ?? undefined }), replace: true })
          }
          clearable
          searchable
          clearButtonProps={{ 'aria-label': t('learners:every') }}
          w={{ base: '100%', sm: 380 }}
        />
        {CENTRE_WORKERS.includes(role) && (
          <Switch
            label={t('learners:onlyWaiting')}
            checked={waiting === 'yes'}
            onChange={({ currentTarget }) => {
              const value = currentTarget.checked ? ('yes' as const) : undefined
              void navigate({ search: (now) => ({ ...now, waiting: value }), replace: true })
            }}
            mb={8}
          />
        )}
      </Group>
      {enrolments === undefined && error === null && <Loading lines={6} height={52} />}
      {enrolments === undefined && error !== null && <Failed error={error} again={() => void refetch()} />}
      {enrolments?.length === 0 && (
        <Empty icon={IconUsers} title={t('learners:noneTitle')}>
          {t('learners:none')}
        </Empty>
      )}
      {enrolments !== undefined && enrolments.length > 0 && (
        <EnrolmentTable
          enrolments={enrolments}
          sorts
          of={role === 'assessor' ? 'assessor' : role === 'iqa' ? 'iqa' : 'other'}
        />
      )}
      {hasNextPage && (
        <Center>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('app:showMore')}
          </Button>
        </Center>
      )}
    </Page>
  )
}
