import { askAhead, wasSomebodyHere } from './api/ahead'

// Before anything is drawn, so that nothing is drawn twice; from then on Mantine keeps it, under this key.
const chosen = localStorage.getItem('mantine-color-scheme-value')
const isDark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
document.documentElement.dataset.mantineColorScheme = isDark ? 'dark' : 'light'

// Until the first screen is drawn, its header's bar is (`theme.css`).
document.documentElement.toggleAttribute('data-somebody-here', wasSomebodyHere())

void askAhead()
void import('./app/start')
// Nobody gets further than the door, which is fetched together with the rest.
if (!wasSomebodyHere()) void import('./features/sign-in/SignIn')
