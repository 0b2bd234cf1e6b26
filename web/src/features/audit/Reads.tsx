import { Group, Pill, Select, Text } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSession } from '@/app/session'
import { DateField } from '@/kit/DateField'
import { FileLink } from '@/kit/FileLink'
import { staffQuery, useNames } from '@/kit/names'
import { Page } from '@/kit/Page'
import { PagedList } from '@/kit/PagedList'
import { Empty } from '@/kit/States'
import { TextLink } from '@/kit/TextLink'
import { useClock } from '@/kit/useClock'
import { useSeek } from '@/kit/useSeek'
import { WideTable } from '@/kit/WideTable'
import { type Read, readPages, readsFile } from './queries'
import type { ReadsSought } from './sought'

const route = getRouteApi('/frame/audit/reads')

/** What external quality assurers were shown about whom, newest first; their own for themselves (G06, B-09). */
export function Reads() {
  const { t, i18n } = useTranslation()
  const clock = useClock()
  const { role } = useSession()
  const sought = route.useSearch()
  const seek = useSeek<ReadsSought>()
  const query = useInfiniteQuery(readPages(sought))
  const { nameOf } = useNames(sought.learner === undefined ? [] : [sought.learner])
  const own = role === 'eqa'
  return (
    <Page
      title={t(own ? 'menu:ownReads' : 'menu:reads')}
      lead={t(own ? 'audit:ownReadsLead' : 'audit:readsLead')}
      actions={<FileLink address={readsFile(sought, i18n.language)} words={t('audit:export')} />}
    >
      <Group align="end" gap="md">
        {!own && <Reader value={sought.reader ?? null} onChange={(reader) => seek({ reader })} />}
        <DateField label={t('audit:from')} value={sought.from ?? ''} onChange={(from) => seek({ from })} />
        <DateField label={t('audit:to')} value={sought.to ?? ''} onChange={(to) => seek({ to })} />
        {sought.learner !== undefined && (
          <Pill
            size="lg"
            withRemoveButton
            onRemove={() => seek({ learner: null })}
            removeButtonProps={{ 'aria-label': t('audit:everyLearner'), 'aria-hidden': false, tabIndex: 0 }}
          >
            {t('audit:only', { name: nameOf(sought.learner) })}
          </Pill>
        )}
      </Group>
      <PagedList
        query={query}
        lines={8}
        height={36}
        empty={
          <Empty icon={IconEye} title={t('audit:noReads')}>
            {t('audit:noReadsYet')}
          </Empty>
        }
      >
        {(reads) => (
          <WideTable label={t('menu:reads')}>
            <thead>
              <tr>
                <th>{t('audit:at')}</th>
                {!own && <th className="roomy">{t('audit:reader')}</th>}
                <th>{t('audit:shown')}</th>
                <th className="roomy">{t('audit:about')}</th>
              </tr>
            </thead>
            <tbody>
              {reads.map((read) => (
                <tr key={read.id}>
                  <td className="tabular">{clock.moment(read.at)}</td>
                  {!own && <td className="roomy">{read.reader_name}</td>}
                  <td>
                    <What read={read} />
                    {!own && (
                      <Text size="sm" c="dimmed" hiddenFrom="sm">
                        {read.reader_name}
                      </Text>
                    )}
                    <Text size="sm" component="div" hiddenFrom="sm">
                      <About read={read} />
                    </Text>
                  </td>
                  <td className="roomy">
                    <About read={read} />
                  </td>
                </tr>
              ))}
            </tbody>
          </WideTable>
        )}
      </PagedList>
    </Page>
  )
}

function Reader({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const { t } = useTranslation()
  const people = useQuery(staffQuery('eqa')).data?.items ?? []
  return (
    <Select
      label={t('audit:reader')}
      placeholder={t('audit:everyReader')}
      data={people.map(({ id, display_name }) => ({ value: id, label: display_name }))}
      value={value}
      onChange={onChange}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('audit:everyReader') }}
      w={{ base: '100%', xs: 260 }}
    />
  )
}

const PARTS = {
  'GET /learners/{learner_id}/plan': 'plan',
  'GET /learners/{learner_id}/evidence': 'evidence',
  'GET /learners/{learner_id}/time-log': 'timeLog',
  'GET /learners/{learner_id}/training': 'training',
  'GET /learners/{id}/supervisors': 'supervisors',
  'GET /people': 'people',
  'GET /people/{id}': 'person',
  'GET /people/{id}/last-sign-in': 'lastSignIn',
  'GET /enrolments': 'enrolments',
  'GET /enrolments/{id}/allocations': 'allocations',
  'GET /samples': 'samples',
  'GET /qualifications': 'qualifications',
  'GET /events': 'events',
  'GET /audit/reads': 'reads',
} as const

const isKnown = (path: string): path is keyof typeof PARTS => path in PARTS

/** What was shown, in words; by its route where there are none. */
function What({ read }: { read: Read }) {
  const { t } = useTranslation()
  if (!isKnown(read.route)) return <code>{read.route}</code>
  return <Text>{t(`audit:part.${PARTS[read.route]}`)}</Text>
}

const SHOWN = 3

/** Whom it was about; each leads to everything that was read about them. */
function About({ read }: { read: Read }) {
  const { t } = useTranslation()
  const named = read.learners.filter(({ name }) => name !== '')
  const shown = named.slice(0, SHOWN)
  const others = read.learners.length - shown.length
  return (
    <Group gap="xs">
      {shown.map(({ learner_id, name }) => (
        <TextLink key={learner_id} to="/audit/reads" search={{ learner: learner_id }}>
          {name}
        </TextLink>
      ))}
      {others > 0 && (
        <Text span size="sm" c="dimmed">
          {t(shown.length > 0 ? 'audit:andMore' : 'audit:noNames', { count: others })}
        </Text>
      )}
    </Group>
  )
}
