import { MultiSelect, NumberInput, Select, SimpleGrid, Stack } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { staffQuery, useQualifications } from '@/kit/names'
import { type BookingForm, useEligible } from './queries'
import type { Values } from './values'

type Props = { form: UseFormReturnType<Values>; start: BookingForm }

/** Assessor, learner, how many, and the courses it is about; a learner of one course brings it along. */
export function WhoFields({ form, start }: Props) {
  const { t } = useTranslation()
  const { titleOf } = useQualifications()
  const [course, setCourse] = useState<string | null>(null)
  const assessors = useQuery(staffQuery('assessor')).data?.items ?? []
  const { learner, courses } = form.values
  const learners = useEligible(learner === null ? [] : [learner]).data?.items ?? []
  const chosen = learners.find(({ learner_id }) => learner_id === learner)
  const taught = [...new Set(learners.flatMap((one) => one.qualification_ids))]
  const listed = learners.filter(
    (one) => course === null || one.learner_id === learner || one.qualification_ids.includes(course),
  )

  // The courses follow the learner: those they are not on go, and an only one is chosen.
  const theirs = chosen?.qualification_ids.join() ?? null
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another learner changes the courses
  useEffect(() => {
    if (theirs === null) return
    const on = theirs.split(',')
    const kept = courses.filter((id) => on.includes(id))
    const [only] = on
    const next = kept.length === 0 && on.length === 1 && only !== undefined ? [only] : kept
    if (next.join() !== courses.join()) form.setFieldValue('courses', next)
  }, [theirs])

  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Select
          label={t('booking:assessor')}
          required
          searchable
          data={assessors.map(({ id, display_name }) => ({ value: id, label: display_name }))}
          nothingFoundMessage={t('booking:nobodyFound')}
          {...form.getInputProps('assessor')}
        />
        <NumberInput
          label={t('booking:participants')}
          description={t(
            start.participants === 2 ? 'booking:participantsHint' : 'booking:participantsHintLearners',
          )}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          min={start.participants}
          max={start.participants + start.places - 1}
          allowDecimal={false}
          clampBehavior="strict"
          {...form.getInputProps('participants')}
        />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Select
          label={t('booking:learner')}
          required
          searchable
          data={listed.map(({ learner_id, name }) => ({ value: learner_id, label: name }))}
          nothingFoundMessage={t('booking:nobodyFound')}
          {...form.getInputProps('learner')}
        />
        <Select
          label={t('booking:onCourse')}
          placeholder={t('booking:everyCourse')}
          clearable
          clearButtonProps={{ 'aria-label': t('booking:everyCourse') }}
          data={taught.map((id) => ({ value: id, label: titleOf(id) }))}
          value={course}
          onChange={setCourse}
        />
      </SimpleGrid>
      <MultiSelect
        label={t('booking:courses')}
        required
        disabled={chosen === undefined}
        placeholder={courses.length > 0 ? '' : t('booking:coursesHint')}
        maxValues={start.qualifications}
        data={(chosen?.qualification_ids ?? []).map((id) => ({ value: id, label: titleOf(id) }))}
        {...form.getInputProps('courses')}
      />
    </Stack>
  )
}
