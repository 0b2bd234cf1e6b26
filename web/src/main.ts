import { askAhead, wasSomebodyHere } from './api/ahead'

askAhead()
void import('./app/start')
// Nobody gets further than the door, which is fetched together with the rest.
if (!wasSomebodyHere()) void import('./features/sign-in/SignIn')
