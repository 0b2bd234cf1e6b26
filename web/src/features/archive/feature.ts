import { IconArchive, IconArchiveOff } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { ADMINISTRATORS } from '@/app/roles'
import { frame } from '@/app/routes'
import { withWords } from '@/words'
import { soughtIn } from './sought'

const page = () => withWords(import('./ArchivePage'), 'archive')

export const archiveRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/archive/learners',
    validateSearch: soughtIn,
    component: lazyRouteComponent(page, 'ArchiveByLearner'),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/archive/qualifications',
    validateSearch: soughtIn,
    component: lazyRouteComponent(page, 'ArchiveByQualification'),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/retrieve/learners',
    validateSearch: soughtIn,
    component: lazyRouteComponent(page, 'RetrieveByLearner'),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/retrieve/qualifications',
    validateSearch: soughtIn,
    component: lazyRouteComponent(page, 'RetrieveByQualification'),
  }),
] as const

const entry = (to: string, words: string, icon: typeof IconArchive) =>
  ({ to, words, icon, roles: ADMINISTRATORS, permission: 'keep_the_archive', group: 'archive' }) as const

export const archive: Feature = {
  entries: [
    entry('/archive/learners', 'menu:archive.learner', IconArchive),
    entry('/archive/qualifications', 'menu:archive.qualification', IconArchive),
    entry('/retrieve/learners', 'menu:retrieve.learner', IconArchiveOff),
    entry('/retrieve/qualifications', 'menu:retrieve.qualification', IconArchiveOff),
  ],
  hears: { 'identity.enrolment.changed': ['archive'] },
}
