import '@/base.css'
import { createRoot } from 'react-dom/client'
import { FIRST_SCREEN, UNDER_WAY_MS } from '@/api/ahead'
import { askAhead } from '@/features/home/ahead'
import { startWords } from '@/words'
import { App } from './App'
import { knownSession } from './session'

async function start() {
  // The first route asks again and gets the same answers; here they are on their way sooner.
  knownSession()
    .then(() => (location.pathname === FIRST_SCREEN ? askAhead() : undefined))
    .catch(() => undefined)
  await Promise.all([startWords(), pageRead()])
  const root = document.getElementById('root')
  if (root !== null) createRoot(root).render(<App />)
  // Keeping the files for the next visit takes a while.
  if (import.meta.env.PROD && 'serviceWorker' in navigator)
    setTimeout(() => void navigator.serviceWorker.register('/sw.js'), UNDER_WAY_MS)
}

/** The script waits for nothing, so the end of the page may come after it. */
async function pageRead() {
  if (document.readyState !== 'loading') return
  await new Promise((go) => document.addEventListener('DOMContentLoaded', go, { once: true }))
}

void start()
