/** All English words, one namespace a folder: `features/plan/en.json` is `plan`, `app/en.json` is `app`. */
import { byNamespace } from './byNamespace'

export default byNamespace(import.meta.glob('../*/**/en.json', { eager: true, import: 'default' }))
