import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Page } from '@/kit/Page'
import { Loaded } from '@/kit/States'
import { BookForm } from './BookForm'
import { bookingFormQuery } from './queries'

const route = getRouteApi('/frame/sessions/new')

/** Book a New Session: one page, whichever way one comes (SB-07). */
export function BookPage() {
  const { t } = useTranslation()
  const prefilled = route.useSearch()
  const query = useQuery(bookingFormQuery)
  return (
    <Page title={t('booking:title')} trail={[{ to: '/sessions', label: t('sessions:title') }]}>
      <Loaded query={query} lines={6} height={48}>
        {(start) => <BookForm key={JSON.stringify(prefilled)} start={start} prefilled={prefilled} />}
      </Loaded>
    </Page>
  )
}
