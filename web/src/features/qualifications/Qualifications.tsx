import { Button } from '@mantine/core'
import { IconCertificate, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { qualificationsQuery } from '@/kit/names'
import { Page } from '@/kit/Page'
import { Empty, Loaded } from '@/kit/States'
import { TextLink } from '@/kit/TextLink'
import { DataTable } from '@/kit/table/DataTable'
import { QualificationForm } from './QualificationForm'
import { useKeepsCatalogue } from './queries'

/** The provider's catalogue by number, title, level and type (CE-17). */
export function Qualifications() {
  const { t } = useTranslation()
  const keeps = useKeepsCatalogue()
  const query = useQuery(qualificationsQuery)
  const [adding, setAdding] = useState(false)
  return (
    <Page
      title={t('menu:qualifications')}
      lead={t('qualifications:lead')}
      actions={
        keeps && (
          <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => setAdding(true)}>
            {t('qualifications:add')}
          </Button>
        )
      }
    >
      <Loaded query={query} lines={6} height={44}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={IconCertificate} title={t('qualifications:none')}>
              {t('qualifications:noneHint')}
            </Empty>
          ) : (
            <DataTable
              label={t('menu:qualifications')}
              file={t('qualifications:file')}
              rows={items}
              idOf={({ id }) => id}
              columns={[
                {
                  key: 'title',
                  title: t('qualifications:title'),
                  value: ({ title }) => title,
                  cell: ({ id, title }) => (
                    <TextLink to="/qualifications/$qualificationId" params={{ qualificationId: id }}>
                      {title}
                    </TextLink>
                  ),
                },
                { key: 'number', title: t('qualifications:number'), value: ({ number }) => number },
                {
                  key: 'level',
                  title: t('qualifications:level'),
                  value: ({ level }) => t(`qualifications:levels.${level}`),
                },
                {
                  key: 'type',
                  title: t('qualifications:type'),
                  value: ({ type }) => t(`qualifications:types.${type}`),
                },
              ]}
            />
          )
        }
      </Loaded>
      {adding && <QualificationForm close={() => setAdding(false)} />}
    </Page>
  )
}
