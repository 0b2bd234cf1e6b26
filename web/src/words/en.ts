/** The English words of the shell and of what several features show; the others come with their screens. */
import { byNamespace } from './byNamespace'

export default byNamespace(
  import.meta.glob(
    [
      '../{app,kit}/**/en.json',
      '../features/{home,learners,notifications,offers,people,plan,profile,programme,sessions,sign-in,time-log}/en.json',
    ],
    { eager: true, import: 'default' },
  ),
)
