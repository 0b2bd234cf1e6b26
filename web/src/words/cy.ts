/** Pob gair Cymraeg: all Welsh words, as in `en.ts`. A draft until a speaker has read it. */
import { byNamespace } from './byNamespace'

export default byNamespace(import.meta.glob('../*/**/cy.json', { eager: true, import: 'default' }))
