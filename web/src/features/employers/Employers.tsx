import { Button } from '@mantine/core'
import { IconBuildingFactory2, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCentres } from '@/kit/names'
import { Page } from '@/kit/Page'
import { Empty, Loaded } from '@/kit/States'
import { TextLink } from '@/kit/TextLink'
import { DataTable } from '@/kit/table/DataTable'
import { EmployerForm } from './EmployerForm'
import { employersQuery, useKeepsEmployers } from './queries'

/** The employers that one's centres work with (DR-113). */
export function Employers() {
  const { t } = useTranslation()
  const keeps = useKeepsEmployers()
  const { nameOf } = useCentres()
  const query = useQuery(employersQuery)
  const [adding, setAdding] = useState(false)
  return (
    <Page
      title={t('menu:employers')}
      lead={t('employers:lead')}
      actions={
        keeps && (
          <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => setAdding(true)}>
            {t('employers:add')}
          </Button>
        )
      }
    >
      <Loaded query={query} lines={6} height={44}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={IconBuildingFactory2} title={t('employers:none')}>
              {t('employers:noneHint')}
            </Empty>
          ) : (
            <DataTable
              label={t('menu:employers')}
              file={t('employers:file')}
              rows={items}
              idOf={({ id }) => id}
              columns={[
                {
                  key: 'name',
                  title: t('employers:name'),
                  value: ({ name }) => name,
                  cell: ({ id, name }) => (
                    <TextLink to="/employers/$employerId" params={{ employerId: id }}>
                      {name}
                    </TextLink>
                  ),
                },
                { key: 'number', title: t('employers:number'), value: ({ number }) => number },
                {
                  key: 'centres',
                  title: t('employers:centres'),
                  value: ({ centre_ids }) => centre_ids.map(nameOf).join(', '),
                },
                {
                  key: 'recognised',
                  title: t('employers:recognisedBy'),
                  value: ({ domains, recorded_emails }) =>
                    [...domains.map((domain) => `@${domain}`), ...recorded_emails].join(', '),
                },
              ]}
            />
          )
        }
      </Loaded>
      {adding && <EmployerForm close={() => setAdding(false)} />}
    </Page>
  )
}
