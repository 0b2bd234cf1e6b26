/**
 * Geiriau Cymraeg y gragen: the same in Welsh, as in `en.ts`, and what the services refuse with, which they say in English
 * themselves. A draft until a speaker has read it.
 */
import refusals from '../kit/problems/refusals.cy.json'
import { byNamespace } from './byNamespace'

const words = byNamespace(
  import.meta.glob(
    [
      '../{app,kit}/**/cy.json',
      '../features/{home,learners,notifications,offers,people,plan,profile,programme,sessions,sign-in,time-log}/cy.json',
    ],
    { eager: true, import: 'default' },
  ),
)

export default { ...words, refusals }
