import '@mantine/notifications/styles.layer.css'
import { Notifications } from '@mantine/notifications'

/** Short messages in the corner: what somebody did has worked. */
export default function Toasts() {
  return <Notifications position="bottom-right" />
}
