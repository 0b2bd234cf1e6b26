import { List } from '@mantine/core'
import { TextLink } from './TextLink'
import { useClock } from './useClock'

/** Sessions that something else concerns, each by its time, to go and see. */
export function SessionLinks({ sessions }: { sessions: { id: string; starts_at: string }[] }) {
  const clock = useClock()
  return (
    <List>
      {sessions.map(({ id, starts_at }) => (
        <List.Item key={id}>
          <TextLink to="/sessions/$sessionId" params={{ sessionId: id }}>
            {clock.moment(starts_at)}
          </TextLink>
        </List.Item>
      ))}
    </List>
  )
}
