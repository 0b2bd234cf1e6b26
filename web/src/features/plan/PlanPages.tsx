import { Button } from '@mantine/core'
import { IconCalendarPlus } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { BOOKERS } from '@/app/roles'
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
  const { role } = useSession()
  const { nameOf } = useNames([learnerId])
  return (
    <Page
      title={t('plan:title')}
      trail={[
        { to: '/learners', label: t(role === 'employer_user' ? 'learners:apprentices' : 'learners:title') },
        { to: `/learners/${learnerId}`, label: nameOf(learnerId) },
      ]}
      actions={
        BOOKERS.includes(role) && (
          <Button
            component={Link}
            to={`/sessions/new?learner=${learnerId}`}
            leftSection={<IconCalendarPlus size={20} aria-hidden />}
          >
            {t('booking:title')}
          </Button>
        )
      }
    >
      <LearningPlan learnerId={learnerId} />
    </Page>
  )
}
