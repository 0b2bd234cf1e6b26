/** Geiriau Cymraeg y gragen: the same in Welsh, as in `en.ts`. A draft until a speaker has read it. */
import { byNamespace } from './byNamespace'

export default byNamespace(
  import.meta.glob(
    [
      '../{app,kit}/**/cy.json',
      '../features/{home,learners,notifications,offers,people,plan,profile,programme,sessions,sign-in,time-log}/cy.json',
    ],
    { eager: true, import: 'default' },
  ),
)
