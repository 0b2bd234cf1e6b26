import { type ComponentType, lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { type Role, useSession } from '@/app/session'
import { Page } from '@/kit/Page'
import { Loading } from '@/kit/States'
import { useClock } from '@/kit/useClock'
import { withWords } from '@/words'
import AssessorHome from './AssessorHome'
import CentreHome from './CentreHome'
import EmployerHome from './EmployerHome'
import IqaHome from './IqaHome'
import LearnerHome from './LearnerHome'
import PlainHome from './PlainHome'

const OwnSample = lazy(() => withWords(import('@/features/samples/OwnSample'), 'samples'))

const HOMES: Partial<Record<Role, ComponentType>> = {
  learner: LearnerHome,
  assessor: AssessorHome,
  iqa: IqaHome,
  employer_user: EmployerHome,
  eqa: OwnSample,
  ao_admin: PlainHome,
  platform_admin: PlainHome,
}

/** The first screen: what needs this person today, by their role. */
export function Home() {
  const { t } = useTranslation()
  const clock = useClock()
  const { person, role } = useSession()
  const Screen = HOMES[role] ?? CentreHome
  return (
    <Page title={t('home:greeting', { name: person.name.split(' ')[0] })} lead={clock.day(new Date())}>
      <Suspense fallback={<Loading lines={4} height={72} />}>
        <Screen />
      </Suspense>
    </Page>
  )
}
