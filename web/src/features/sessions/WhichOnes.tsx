import { Radio, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Session } from './queries'

export type Which = 'this' | 'following'

type Props = { session: Session; value: Which; onChange: (which: Which) => void }

/** Of a series: this session, or this and those that follow. */
export function WhichOnes({ session, value, onChange }: Props) {
  const { t } = useTranslation()
  if (session.series === null || session.series.index === session.series.count) return null
  return (
    <Radio.Group
      label={t('sessions:which')}
      value={value}
      onChange={(which) => onChange(which === 'following' ? 'following' : 'this')}
    >
      <Stack gap="xs" mt={6}>
        <Radio value="this" label={t('sessions:onlyThis')} />
        <Radio value="following" label={t('sessions:thisAndFollowing')} />
      </Stack>
    </Radio.Group>
  )
}
