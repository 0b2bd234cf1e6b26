import '@mantine/core/styles.css'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'
import { knownSession } from './app/session'
import { startWords } from './words'

async function start() {
  // The first route asks again and gets the same answer; here it is on its way sooner.
  knownSession().catch(() => undefined)
  await startWords()
  const root = document.getElementById('root')
  if (root !== null) createRoot(root).render(<App />)
  if (import.meta.env.PROD && 'serviceWorker' in navigator) await navigator.serviceWorker.register('/sw.js')
}

void start()
