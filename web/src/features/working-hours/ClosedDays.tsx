import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSession } from '@/app/session'
import { centresQuery } from '@/kit/names'
import { Page } from '@/kit/Page'
import { Loaded } from '@/kit/States'
import { timetableQuery } from './queries'
import { TimetableForm } from './TimetableForm'

const route = getRouteApi('/frame/closed-days')

/** Closures and bank holidays of the provider and its centres, and the hours that count where nobody says others. */
export function ClosedDays() {
  const { t } = useTranslation()
  const { role, provider, centre_ids } = useSession()
  const { of } = route.useSearch()
  const navigate = route.useNavigate()
  const centres = useQuery(centresQuery)
  const all = role === 'master_admin' && centre_ids.length === 0
  return (
    <Page title={t('menu:closedDays')} lead={t('working-hours:closedLead')}>
      <Loaded query={centres}>
        {({ items }) => {
          const choices = [
            ...(all ? [{ value: provider.id, label: t('app:everyCentre') }] : []),
            ...items.map(({ id, name }) => ({ value: id, label: name })),
          ]
          const chosen = choices.find(({ value }) => value === of)?.value ?? choices[0]?.value
          return (
            <>
              <Select
                label={t('working-hours:for')}
                data={choices}
                value={chosen ?? null}
                onChange={(value) => void navigate({ search: value === null ? {} : { of: value } })}
                allowDeselect={false}
                maw={360}
              />
              {chosen !== undefined && (
                <Days key={chosen} id={chosen} of={chosen === provider.id ? 'provider' : 'centre'} />
              )}
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}

function Days({ id, of }: { id: string; of: 'provider' | 'centre' }) {
  const query = useQuery(timetableQuery(id))
  return (
    <Loaded query={query} lines={6} height={44}>
      {(timetable) => <TimetableForm key={timetable.version} timetable={timetable} of={of} />}
    </Loaded>
  )
}
