/**
 * What the first screen asked for on the last visit is asked for at once on the next one, while its script is still being
 * read. Answers are never kept, only which questions there were: paths with ids and days.
 */
const KEPT = 'waymark:first-questions'
const FIRST_SCREEN = '/'
const MOST = 20

const answers = new Map<string, Promise<Response | null>>()
const asked = new Set<string>()
let noting = location.pathname === FIRST_SCREEN

/** Send the questions of the last visit. */
export function askAhead() {
  if (!noting) return
  for (const question of remembered()) {
    // Whatever becomes of it, whoever needs the answer asks again.
    answers.set(
      question,
      fetch(question).catch(() => null),
    )
  }
}

function remembered(): string[] {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? '[]')
  } catch {
    return []
  }
}

/** The answer to a question that was sent ahead, for whoever asks it first. */
export async function answeredAhead(url: string): Promise<Response | null> {
  const question = url.replace(location.origin, '')
  if (noting && location.pathname === FIRST_SCREEN) asked.add(question)
  const answer = answers.get(question)
  answers.delete(question)
  return (await answer) ?? null
}

/** The first screen stands: what it asked for is what the next visit begins with. */
export function rememberQuestions() {
  if (noting) localStorage.setItem(KEPT, JSON.stringify([...asked].slice(0, MOST)))
  noting = false
  answers.clear()
}

/** Whoever signs out leaves no questions behind. */
export function forgetQuestions() {
  noting = false
  answers.clear()
  localStorage.removeItem(KEPT)
}
