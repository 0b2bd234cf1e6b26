import '@mantine/core/styles.css'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'
import { startWords } from './words'

async function start() {
  await startWords()
  const root = document.getElementById('root')
  if (root !== null) createRoot(root).render(<App />)
  if (import.meta.env.PROD && 'serviceWorker' in navigator) await navigator.serviceWorker.register('/sw.js')
}

void start()
