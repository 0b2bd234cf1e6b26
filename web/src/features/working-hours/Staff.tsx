import { SegmentedControl } from '@mantine/core'
import { IconUserOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { staffQuery, useCentres } from '@/kit/names'
import { Page } from '@/kit/Page'
import { Empty, Loaded } from '@/kit/States'
import { TextLink } from '@/kit/TextLink'
import { DataTable } from '@/kit/table/DataTable'
import { useSeek } from '@/kit/useSeek'

const route = getRouteApi('/frame/staff-hours')

/** Whose hours and absences the office keeps: the assessors and IQAs of its centres. */
export function Staff() {
  const { t } = useTranslation()
  const { of = 'assessor' } = route.useSearch()
  const seek = useSeek<{ of: 'iqa' }>()
  const centres = useCentres()
  const query = useQuery(staffQuery(of))
  return (
    <Page title={t('menu:staffHours')} lead={t('working-hours:staffLead')}>
      <SegmentedControl
        aria-label={t('working-hours:whom')}
        maw={320}
        value={of}
        onChange={(value) => seek({ of: value === 'iqa' ? value : null })}
        data={(['assessor', 'iqa'] as const).map((value) => ({
          value,
          label: t(`working-hours:whose.${value}`),
        }))}
      />
      <Loaded query={query} lines={6} height={44}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={IconUserOff} title={t('working-hours:nobody')} />
          ) : (
            <DataTable
              label={t('menu:staffHours')}
              file={t('working-hours:file')}
              rows={items}
              idOf={({ id }) => id}
              columns={[
                {
                  key: 'name',
                  title: t('working-hours:name'),
                  value: ({ family_name, given_name }) => `${family_name}, ${given_name}`,
                  cell: ({ id, display_name }) => (
                    <TextLink to="/working-hours/$personId" params={{ personId: id }}>
                      {display_name}
                    </TextLink>
                  ),
                },
                {
                  key: 'centres',
                  title: t('working-hours:centres'),
                  value: ({ roles }) => {
                    const ids = roles.find(({ role }) => role === of)?.centre_ids ?? []
                    return ids.length === 0 ? t('app:everyCentre') : ids.map(centres.nameOf).join(', ')
                  },
                },
                { key: 'email', title: t('working-hours:email'), value: ({ email }) => email },
              ]}
            />
          )
        }
      </Loaded>
    </Page>
  )
}
