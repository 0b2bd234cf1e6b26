import { Badge } from '@mantine/core'
import {
  type Icon,
  IconAlertCircle,
  IconCalendarEvent,
  IconCalendarX,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconPlayerPause,
} from '@tabler/icons-react'

/** What a state means to whoever reads it; the word says which. */
export type Tone = 'ahead' | 'good' | 'late' | 'off' | 'quiet' | 'paused' | 'bad'

const TONES: Record<Tone, [string, Icon]> = {
  ahead: ['estuary', IconCalendarEvent],
  good: ['green', IconCircleCheck],
  late: ['orange', IconAlertCircle],
  off: ['gray', IconCalendarX],
  quiet: ['gray', IconCircleDashed],
  paused: ['yellow', IconPlayerPause],
  bad: ['red', IconCircleX],
}

/** Where the tone's own colour would be too pale to read. */
const TEXTS: Partial<Record<Tone, string>> = { good: 'var(--good-text)', late: 'var(--warn-text)' }

/** A state as an icon and a word, never as a colour alone. */
export function Status({ tone, word }: { tone: Tone; word: string }) {
  const [color, Shape] = TONES[tone]
  return (
    <Badge
      variant="light"
      color={color}
      {...(TEXTS[tone] === undefined ? {} : { c: TEXTS[tone] })}
      size="lg"
      radius="sm"
      tt="none"
      fw={600}
      leftSection={<Shape size={15} aria-hidden />}
    >
      {word}
    </Badge>
  )
}
