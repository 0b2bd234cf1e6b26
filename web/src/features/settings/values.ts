import type { Known, Said } from './queries'

type Settings = Known['now']
export type Feature = keyof Settings['features']
export type Rule = keyof Settings['rules']
type Words = { en: string; cy: string }

export const LABELS = [
  'assessor',
  'iqa',
  'learner',
  'employer',
  'centre',
  'session',
  'review',
  'learning_plan',
  'target',
  'skills_qualification',
] as const satisfies readonly (keyof NonNullable<Said['labels']>)[]
type Label = (typeof LABELS)[number]

type Values = {
  since: string
  features: Record<Feature, boolean>
  rules: Record<Rule, number | string>
  labels: Record<Label, Words>
}

/** The form as it starts: what counts today. A rule that is as usual is left empty. */
export function valuesOf(settings: Settings, since: string): Values {
  const { features, rules, labels } = settings
  return {
    since,
    features: { ...features },
    rules: Object.fromEntries(
      Object.entries(rules).map(([rule, { value, usual }]) => [
        rule,
        value === null || value === usual ? '' : value,
      ]),
    ) as Values['rules'],
    labels: Object.fromEntries(
      LABELS.map((label) => [label, labels[label] ?? { en: '', cy: '' }]),
    ) as Values['labels'],
  }
}

/** What is sent: rules that are not as usual, labels that are given in both languages. */
export function saidIn({ since, features, rules, labels }: Values): Said {
  return {
    since,
    features,
    rules: Object.fromEntries(
      Object.entries(rules).filter(([, value]) => typeof value === 'number'),
    ) as NonNullable<Said['rules']>,
    labels: Object.fromEntries(
      LABELS.filter((label) => labels[label].en.trim() !== '').map((label) => [label, labels[label]]),
    ) as NonNullable<Said['labels']>,
  }
}

/** The labels that are given in one language only. */
export const halfGiven = (labels: Values['labels']) =>
  LABELS.filter((label) => (labels[label].en.trim() === '') !== (labels[label].cy.trim() === ''))
