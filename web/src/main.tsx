import '@mantine/core/styles.css'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'
import { knownSession } from './app/session'
import { startWords } from './words'

/** Keeping the files for the next visit takes a while, so it waits until this one is under way. */
const KEEP_AFTER_MS = 3_000

async function start() {
  // The first route asks again and gets the same answer; here it is on its way sooner.
  knownSession().catch(() => undefined)
  await startWords()
  const root = document.getElementById('root')
  if (root !== null) createRoot(root).render(<App />)
  if (import.meta.env.PROD && 'serviceWorker' in navigator)
    setTimeout(() => void navigator.serviceWorker.register('/sw.js'), KEEP_AFTER_MS)
}

void start()
