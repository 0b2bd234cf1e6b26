import { Group, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCentre } from '@/app/centre'
import { DateField } from '@/kit/DateField'
import { useCentres } from '@/kit/names'
import { useSeek } from '@/kit/useSeek'
import { type Question, type Sought, WHOSE } from './sought'

const WIDTH = { base: '100%', xs: 200 }

/** The period, the centre, how people met, and for cancellations whose they are. */
export function Filters({ sought, question }: { sought: Sought; question: Question }) {
  const { t } = useTranslation()
  const centres = useCentres().all
  const chosen = useCentre()
  const seek = useSeek<Sought>()
  return (
    <Group align="end" gap="md">
      <DateField
        label={t('reports:from')}
        value={question.from}
        max={question.to}
        onChange={(from) => seek({ from })}
      />
      <DateField
        label={t('reports:to')}
        value={question.to}
        min={question.from}
        onChange={(to) => seek({ to })}
      />
      {centres.length > 1 && (
        <Select
          label={t('reports:centre')}
          placeholder={t('app:everyCentre')}
          clearable={chosen === null}
          allowDeselect={chosen === null}
          clearButtonProps={{ 'aria-label': t('app:everyCentre') }}
          data={centres.map(({ id, name }) => ({ value: id, label: name }))}
          value={question.centre_id ?? null}
          onChange={(centre) => seek({ centre })}
          w={WIDTH}
        />
      )}
      {sought.report !== 'room-use' && (
        <Select
          label={t('reports:met')}
          placeholder={t('reports:anyWay')}
          clearable
          clearButtonProps={{ 'aria-label': t('reports:anyWay') }}
          data={(['traditional', 'smart_session'] as const).map((value) => ({
            value,
            label: t(`reports:method.${value}`),
          }))}
          value={sought.method ?? null}
          onChange={(method) => seek({ method })}
          w={WIDTH}
        />
      )}
      {sought.report === 'cancellations' && (
        <Select
          label={t('reports:by')}
          allowDeselect={false}
          data={WHOSE.map((value) => ({ value, label: t(`reports:whose.${value}`) }))}
          value={sought.by ?? 'learner'}
          onChange={(by) => seek({ by })}
          w={WIDTH}
        />
      )}
    </Group>
  )
}
