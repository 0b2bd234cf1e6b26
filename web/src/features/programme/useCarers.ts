import { useTranslation } from 'react-i18next'
import type { Enrolment } from '@/features/learners/queries'
import { useNames } from '@/kit/names'

/** The assessor and the IQA of enrolments as contacts, those who are not known yet as nobody. */
export function useCarers(enrolments: readonly Enrolment[]) {
  const { t } = useTranslation()
  const { nameOf, emailOf } = useNames(enrolments.flatMap(({ assessor_id, iqa_id }) => [assessor_id, iqa_id]))
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
        name: nameOf(id),
        email: emailOf(id),
        ...(role === 'assessor' && { writtenToAbout: enrolment }),
      }))
}
