import { IconRoute } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Feature } from '@/app/feature'
import { frame } from '@/app/routes'
import { withWords } from '@/words'

export const planRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/plan',
    component: lazyRouteComponent(() => withWords(import('./PlanPages'), 'booking'), 'OwnPlan'),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/learners/$learnerId/plan',
    component: lazyRouteComponent(() => withWords(import('./PlanPages'), 'booking'), 'LearnersPlan'),
  }),
] as const

export const plan: Feature = {
  entries: [{ to: '/plan', words: 'plan:title', short: 'plan:short', icon: IconRoute, roles: ['learner'] }],
}
