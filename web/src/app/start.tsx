import 'mantine-variables.css'
import '@/base.css'
import '@/theme.css'
import { createRoot } from 'react-dom/client'
import { FIRST_SCREEN, pageRead, UNDER_WAY_MS } from '@/api/ahead'
import { askAhead } from '@/features/home/ahead'
import { startWords } from '@/words'
import { App } from './App'
import { router } from './router'
import { knownSession } from './session'

/** From here on somebody rather sees that the screen is on its way than nothing. */
const PATIENCE_MS = 300

async function start() {
  // The first route asks again and gets the same answers; here they are on their way sooner.
  knownSession()
    .then(() => (location.pathname === FIRST_SCREEN ? askAhead() : undefined))
    .catch(() => undefined)
  await Promise.all([startWords(), pageRead()])
  await Promise.race([router.load(), new Promise((go) => setTimeout(go, PATIENCE_MS))])
  const root = document.getElementById('root')
  if (root !== null) createRoot(root).render(<App />)
  // Keeping the files for the next visit takes a while.
  if (import.meta.env.PROD && 'serviceWorker' in navigator)
    setTimeout(() => void navigator.serviceWorker.register('/sw.js'), UNDER_WAY_MS)
}

void start()
