import { MantineProvider } from '@mantine/core'
import { useNotifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { theme } from '@/theme'
import { queries } from './queries'
import { router } from './router'

const Toasts = lazy(() => import('./Toasts'))

export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
      <Told />
    </MantineProvider>
  )
}

/** Short messages in the corner; what shows them is fetched for the first one. */
function Told() {
  const { notifications } = useNotifications()
  const [wanted, setWanted] = useState(false)
  if (notifications.length > 0 && !wanted) setWanted(true)
  return (
    wanted && (
      <Suspense>
        <Toasts />
      </Suspense>
    )
  )
}
