import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Enrolment } from '@/features/learners/queries'
import { contactsQuery } from './queries'

/** The assessor and the IQA of enrolments as contacts, those who are not known yet as nobody. */
export function useCarers(enrolments: readonly Enrolment[]) {
  const { t } = useTranslation()
  const ids = enrolments.flatMap(({ assessor_id, iqa_id }) => [assessor_id, iqa_id])
  const wanted = [...new Set(ids.filter((id) => id !== null))].sort()
  const known = useQuery(contactsQuery(wanted)).data
  return ({ id: enrolment, assessor_id, iqa_id }: Enrolment) =>
    (
      [
        ['assessor', assessor_id],
        ['iqa', iqa_id],
      ] as const
    )
      .filter(([, id]) => id !== null)
      .map(([role, id]) => ({
        role: t(`app:role.${role}`),
        name: known?.get(id ?? '')?.name ?? t('app:somebody'),
        email: known?.get(id ?? '')?.email,
        ...(role === 'assessor' && { writtenToAbout: enrolment }),
      }))
}
