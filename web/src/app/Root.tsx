import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { OfflineNote } from './OfflineNote'
import { useSessionState } from './session'

const SignInAgain = lazy(() => import('@/features/sign-in/SignInAgain'))

/** Around every screen, signed in or not. */
export function Root() {
  const { expired } = useSessionState()
  return (
    <>
      <OfflineNote />
      <Outlet />
      {expired && (
        <Suspense>
          <SignInAgain />
        </Suspense>
      )}
    </>
  )
}
