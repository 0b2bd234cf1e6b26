import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames, useQualifications } from '@/kit/names'
import { Status } from '@/kit/Status'
import { TextLink } from '@/kit/TextLink'
import { SortedTh } from '@/kit/table/SortedTh'
import { WideTable } from '@/kit/WideTable'
import type { Enrolment } from './queries'

type Props = {
  enrolments: Enrolment[]
  /** Whose list it is: the column that would say so in every line is left out. */
  of: 'assessor' | 'iqa' | 'other'
  /** What else is said of each, such as the learner's next session. */
  /** Whether the whole list comes by name from the server, and can be turned round. */
  sorts?: boolean
  more?: { title: string; of: (enrolment: Enrolment) => ReactNode }
}

/** Enrolments with the people around them. */
export function EnrolmentTable({ enrolments, of, more, sorts = false }: Props) {
  const { t } = useTranslation()
  const { nameOf } = useNames(enrolments.flatMap((one) => [one.learner_id, one.assessor_id, one.iqa_id]))
  const { titleOf } = useQualifications()
  const everybodys = of === 'other'
  return (
    <WideTable label={t('learners:title')}>
      <thead>
        <tr>
          {sorts ? (
            <SortedTh by="learner" title={t('learners:learner')} usual />
          ) : (
            <th>{t('learners:learner')}</th>
          )}
          {of !== 'assessor' && <th className="roomy">{t('learners:assessor')}</th>}
          {of !== 'iqa' && <th className="roomy">{t('learners:iqa')}</th>}
          {more !== undefined && <th>{more.title}</th>}
          {everybodys && <th>{t('learners:state')}</th>}
        </tr>
      </thead>
      <tbody>
        {enrolments.map((one) => (
          <tr key={one.id}>
            <td>
              <TextLink to="/learners/$learnerId" params={{ learnerId: one.learner_id }} fw={600}>
                {nameOf(one.learner_id)}
              </TextLink>
              <Text size="sm" c="dimmed">
                {titleOf(one.qualification_id)}
              </Text>
              {!everybodys && <Remarkable enrolment={one} />}
            </td>
            {of !== 'assessor' && <td className="roomy">{nameOf(one.assessor_id)}</td>}
            {of !== 'iqa' && <td className="roomy">{nameOf(one.iqa_id)}</td>}
            {more !== undefined && <td className="tabular">{more.of(one)}</td>}
            {everybodys && (
              <td>
                <EnrolmentStatus enrolment={one} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </WideTable>
  )
}

/** The state of an enrolment where it is worth a word. */
export function Remarkable({ enrolment }: { enrolment: Enrolment }) {
  const { archived, blocked, assessor_id, iqa_id } = enrolment
  const usual = !archived && !blocked && assessor_id !== null && iqa_id !== null
  return usual ? null : <EnrolmentStatus enrolment={enrolment} />
}

function EnrolmentStatus({ enrolment }: { enrolment: Enrolment }) {
  const { t } = useTranslation()
  if (enrolment.archived) return <Status tone="off" word={t('learners:archived')} />
  if (enrolment.blocked) return <Status tone="paused" word={t('learners:blocked')} />
  if (enrolment.assessor_id === null || enrolment.iqa_id === null) {
    return <Status tone="late" word={t('learners:waiting')} />
  }
  return <Status tone="good" word={t('learners:allocated')} />
}
