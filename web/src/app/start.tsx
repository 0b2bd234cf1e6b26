import '@/base.css'
import { createRoot } from 'react-dom/client'
import { rememberQuestions } from '@/api/ahead'
import { startWords } from '@/words'
import { App } from './App'
import { knownSession } from './session'

/** The first screen stands by then. Keeping the files for the next visit takes a while, so it waits until this one is under way. */
const UNDER_WAY_MS = 3_000

async function start() {
  // The first route asks again and gets the same answer; here it is on its way sooner.
  knownSession().catch(() => undefined)
  await startWords()
  const root = document.getElementById('root')
  if (root !== null) createRoot(root).render(<App />)
  setTimeout(() => {
    rememberQuestions()
    if (import.meta.env.PROD && 'serviceWorker' in navigator) void navigator.serviceWorker.register('/sw.js')
  }, UNDER_WAY_MS)
}

void start()
