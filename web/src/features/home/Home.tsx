import { useTranslation } from 'react-i18next'
import { useSession } from '@/app/session'
import { Page } from '@/kit/Page'

/** The first screen: what needs this person today. */
export function Home() {
  const { t } = useTranslation()
  const { person } = useSession()
  return <Page title={t('home:greeting', { name: person.name.split(' ')[0] })}>{null}</Page>
}
