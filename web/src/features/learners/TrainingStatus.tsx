import { useTranslation } from 'react-i18next'
import { Status, type Tone } from '@/kit/Status'
import type { Training } from './queries'

const TONES: Record<Training['training_status'], Tone> = {
  registered: 'quiet',
  in_training: 'ahead',
  break_in_learning: 'paused',
  in_epa: 'ahead',
  completed: 'good',
  certificated: 'good',
  withdrawn: 'off',
}

/** Where the training on one qualification stands. */
export function TrainingStatus({ training }: { training: Training }) {
  const { t } = useTranslation()
  const { training_status: status } = training
  return <Status tone={TONES[status]} word={t(`learners:training.${status}`)} />
}
