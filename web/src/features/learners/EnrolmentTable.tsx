import { Table, Text } from '@mantine/core'
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
  /** Whether the whole list can be sorted, as it comes from the server. */
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
      <Table.Thead>
        <Table.Tr>
          {sorts ? (
            <SortedTh by="learner" title={t('learners:learner')} />
          ) : (
            <Table.Th>{t('learners:learner')}</Table.Th>
          )}
          {of !== 'assessor' && <Table.Th visibleFrom="sm">{t('learners:assessor')}</Table.Th>}
          {of !== 'iqa' && <Table.Th visibleFrom="sm">{t('learners:iqa')}</Table.Th>}
          {more !== undefined && <Table.Th>{more.title}</Table.Th>}
          {everybodys && <Table.Th>{t('learners:state')}</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {enrolments.map((one) => (
          <Table.Tr key={one.id}>
            <Table.Td>
              <TextLink to="/learners/$learnerId" params={{ learnerId: one.learner_id }} fw={600}>
                {nameOf(one.learner_id)}
              </TextLink>
              <Text size="sm" c="dimmed">
                {titleOf(one.qualification_id)}
              </Text>
              {!everybodys && <Remarkable enrolment={one} />}
            </Table.Td>
            {of !== 'assessor' && <Table.Td visibleFrom="sm">{nameOf(one.assessor_id)}</Table.Td>}
            {of !== 'iqa' && <Table.Td visibleFrom="sm">{nameOf(one.iqa_id)}</Table.Td>}
            {more !== undefined && <Table.Td className="tabular">{more.of(one)}</Table.Td>}
            {everybodys && (
              <Table.Td>
                <EnrolmentStatus enrolment={one} />
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
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
