import { Button, SegmentedControl } from '@mantine/core'
import { IconPlus, IconShieldCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '@/kit/Page'
import { Empty, Loaded } from '@/kit/States'
import { TextLink } from '@/kit/TextLink'
import { DataTable } from '@/kit/table/DataTable'
import { useClock } from '@/kit/useClock'
import { useSeek } from '@/kit/useSeek'
import { setsQuery, useDefinesSets } from './queries'
import { SetForm } from './SetForm'

const route = getRouteApi('/frame/permission-sets')

/** The sets of permissions that Custom Managers are given (G04). */
export function PermissionSets() {
  const { t } = useTranslation()
  const clock = useClock()
  const { show } = route.useSearch()
  const seek = useSeek<{ show: 'retired' }>()
  const retired = show === 'retired'
  const query = useQuery(setsQuery(retired))
  const defines = useDefinesSets()
  const [adding, setAdding] = useState(false)
  return (
    <Page
      title={t('menu:permissionSets')}
      lead={t('permission-sets:lead')}
      actions={
        defines && (
          <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => setAdding(true)}>
            {t('permission-sets:define')}
          </Button>
        )
      }
    >
      <SegmentedControl
        aria-label={t('permission-sets:which')}
        maw={320}
        value={retired ? 'retired' : 'used'}
        onChange={(value) => seek({ show: value === 'retired' ? value : null })}
        data={(['used', 'retired'] as const).map((value) => ({
          value,
          label: t(`permission-sets:state.${value}`),
        }))}
      />
      <Loaded query={query} lines={4} height={44}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={IconShieldCheck} title={t(`permission-sets:none.${retired ? 'retired' : 'used'}`)}>
              {t('permission-sets:noneHint')}
            </Empty>
          ) : (
            <DataTable
              label={t('menu:permissionSets')}
              file={t('permission-sets:file')}
              rows={items}
              idOf={({ id }) => id}
              columns={[
                {
                  key: 'name',
                  title: t('permission-sets:name'),
                  value: ({ name }) => name,
                  cell: ({ id, name }) => (
                    <TextLink to="/permission-sets/$setId" params={{ setId: id }}>
                      {name}
                    </TextLink>
                  ),
                },
                {
                  key: 'permissions',
                  title: t('permission-sets:permissions'),
                  value: ({ permissions }) =>
                    permissions.map((one) => t(`permission-sets:one.${one}`)).join(', '),
                },
                {
                  key: 'since',
                  title: t('permission-sets:since'),
                  value: ({ since }) => since,
                  cell: ({ since }) => clock.date(since),
                },
              ]}
            />
          )
        }
      </Loaded>
      {adding && <SetForm close={() => setAdding(false)} />}
    </Page>
  )
}
