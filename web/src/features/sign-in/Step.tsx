import type { Session } from '@/app/session'
import { AcceptDisclaimer } from './AcceptDisclaimer'
import { SecondFactor } from './SecondFactor'
import { SecondFactorSetup } from './SecondFactorSetup'

type Props = { session: Session; then: (session: Session) => void }

/** What is still to be done before a sign-in opens anything; `then` is told of the session after each step. */
export default function Step({ session, then }: Props) {
  if (session.pending === 'second_factor') return <SecondFactor then={then} />
  if (session.pending === 'second_factor_setup') return <SecondFactorSetup then={then} />
  if (session.disclaimer !== null) return <AcceptDisclaimer disclaimer={session.disclaimer} then={then} />
  return null
}
