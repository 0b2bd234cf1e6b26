import { askAhead } from './api/ahead'

askAhead()
void import('./app/start')
