import { Alert, Button, Group, Select, Text } from '@mantine/core'
import { IconListSearch, IconShieldCheck, IconShieldX } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/api/client'
import { DateField } from '@/kit/DateField'
import { FileLink } from '@/kit/FileLink'
import { Page } from '@/kit/Page'
import { itemsOf, PagedList } from '@/kit/PagedList'
import { Empty, Refused } from '@/kit/States'
import { TextLink } from '@/kit/TextLink'
import { Named } from '@/kit/table/Named'
import { SortedTh } from '@/kit/table/SortedTh'
import { useClock } from '@/kit/useClock'
import { useSeek } from '@/kit/useSeek'
import { WideTable } from '@/kit/WideTable'
import classes from './Audit.module.css'
import { auditPages } from './queries'
import type { Sought } from './sought'
import { useActions, useEntryWords } from './useEntryWords'

const route = getRouteApi('/frame/audit')

/** Who did what, newest first; the chain can be verified and taken away (G15). */
export function Audit() {
  const { t, i18n } = useTranslation()
  const clock = useClock()
  const sought = route.useSearch()
  const seek = useSeek<Sought>()
  const query = useInfiniteQuery(auditPages(sought))
  const { who, did, what } = useEntryWords(itemsOf(query.data))
  const actions = useActions()
  return (
    <Page
      title={t('menu:audit')}
      lead={t('audit:lead')}
      actions={
        <FileLink
          address={`/api/audit/export?format=csv&language=${i18n.language}`}
          words={t('audit:export')}
        />
      }
    >
      <Verification />
      <Group align="end" gap="md">
        <Select
          label={t('audit:action')}
          placeholder={t('audit:everyAction')}
          data={actions}
          value={sought.action ?? null}
          onChange={(action) => seek({ action })}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('audit:everyAction') }}
          w={{ base: '100%', xs: 320 }}
        />
        <DateField label={t('audit:from')} value={sought.from ?? ''} onChange={(from) => seek({ from })} />
        <DateField label={t('audit:to')} value={sought.to ?? ''} onChange={(to) => seek({ to })} />
      </Group>
      <PagedList
        query={query}
        lines={8}
        height={36}
        empty={<Empty icon={IconListSearch} title={t('audit:none')} />}
      >
        {(entries) => (
          <WideTable label={t('menu:audit')}>
            <thead>
              <tr>
                <SortedTh by="at" title={t('audit:at')} />
                <th className="roomy">{t('audit:who')}</th>
                <th>{t('audit:did')}</th>
                <th className="roomy">{t('audit:what')}</th>
                <th className="roomy">{t('audit:place')}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <tr key={entry.id}>
                  <td className={`tabular ${classes.line}`}>{clock.moment(entry.at)}</td>
                  <td className={`roomy ${classes.line}`}>
                    <Text>{who(entry)}</Text>
                    <Text size="sm" c="dimmed">
                      {entry.origin}
                    </Text>
                  </td>
                  <td className={classes.what}>
                    {did(entry)}
                    <Named title={t('audit:what')}>
                      <What {...what(entry)} />
                    </Named>
                    <Named title={t('audit:who')}>
                      {who(entry)}
                      <Text size="sm" c="dimmed">
                        {entry.origin}
                      </Text>
                    </Named>
                    <Named title={t('audit:place')}>{entry.seq ?? t('audit:soon')}</Named>
                  </td>
                  <td className={`roomy ${classes.what}`}>
                    <What {...what(entry)} />
                  </td>
                  <td className="roomy tabular">{entry.seq ?? t('audit:soon')}</td>
                </tr>
              ))}
            </tbody>
          </WideTable>
        )}
      </PagedList>
    </Page>
  )
}

function What({ thing, name, to }: { thing: string; name: string | null; to: string | null }) {
  return (
    <>
      <Text inherit>{to === null ? thing : <TextLink to={to}>{thing}</TextLink>}</Text>
      {name !== null && (
        <Text size="sm" c="dimmed">
          {name}
        </Text>
      )}
    </>
  )
}

function Verification() {
  const { t } = useTranslation()
  const verifying = useMutation({ mutationFn: () => answer(api.GET('/api/audit/verification')) })
  const { data } = verifying
  return (
    <Group gap="md">
      <Button
        variant="light"
        leftSection={<IconShieldCheck size={20} aria-hidden />}
        loading={verifying.isPending}
        onClick={() => verifying.mutate()}
      >
        {t('audit:verify')}
      </Button>
      <div role="status">
        {data?.whole === true && (
          <Alert color="green" icon={<IconShieldCheck size={20} />} py="xs">
            {t('audit:whole', { count: data.entries })}
          </Alert>
        )}
        {data?.whole === false && (
          <Alert color="red" icon={<IconShieldX size={20} />} py="xs">
            {t('audit:broken', { place: data.first_broken })}
          </Alert>
        )}
      </div>
      <Refused error={verifying.error} />
    </Group>
  )
}
