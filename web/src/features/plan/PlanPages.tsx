import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSession } from '@/app/session'
import { useNames } from '@/kit/names'
import { Page } from '@/kit/Page'
import { LearningPlan } from './LearningPlan'

const route = getRouteApi('/frame/learners/$learnerId/plan')

export function OwnPlan() {
  const { t } = useTranslation()
  const { person } = useSession()
  return (
    <Page title={t('plan:title')} lead={t('plan:lead')}>
      <LearningPlan learnerId={person.id} />
    </Page>
  )
}

export function LearnersPlan() {
  const { t } = useTranslation()
  const { learnerId } = route.useParams()
  const { nameOf } = useNames([learnerId])
  return (
    <Page
      title={t('plan:title')}
      trail={[
        { to: '/learners', label: t('learners:title') },
        { to: `/learners/${learnerId}`, label: nameOf(learnerId) },
      ]}
    >
      <LearningPlan learnerId={learnerId} />
    </Page>
  )
}
