/**
 * The answers a page begins with. The door sends them along with the page (`public/first-questions.json`); what it did not,
 * because the page came from elsewhere, is asked for while the script is still being read, as far as the first screen asked
 * for it on the last visit. Answers are never kept, only which questions there were: paths with ids and days.
 */

/** Whose session this device was given last, until they sign out. */
export const HERE = 'waymark:here'

/** What every screen asks first. */
const ALWAYS = ['/api/browser-session']

const KEPT = 'waymark:first-questions'
export const FIRST_SCREEN = '/'
const MOST = 20

/** By then the first screen stands, and there is time for what the next visit needs. */
export const UNDER_WAY_MS = 3_000

const answers = new Map<string, Promise<Response | null>>()
const asked = new Set<string>()
let noting = false

let read: Promise<void> | undefined

/** The script waits for nothing, so the end of the page, and what it brought along, may come after it. */
export function pageRead() {
  read ??= new Promise((go) => {
    if (document.readyState !== 'loading') go()
    else document.addEventListener('DOMContentLoaded', () => go(), { once: true })
  })
  return read
}

/**
 * Take what the page brought along, and send the other questions of the last visit when this one begins on the first screen
 * too; whoever never was here is asked nothing.
 */
export async function askAhead() {
  const isFirst = isFirstScreen()
  if (isFirst) noteQuestions()
  else setTimeout(() => answers.clear(), UNDER_WAY_MS)
  await pageRead()
  takeBroughtAlong()
  if (!wasSomebodyHere()) return
  for (const question of isFirst ? remembered() : ALWAYS) {
    // Whatever becomes of it, whoever needs the answer asks again.
    if (!answers.has(question))
      answers.set(
        question,
        fetch(question).catch(() => null),
      )
  }
}

function takeBroughtAlong() {
  for (const { dataset, textContent } of document.querySelectorAll<HTMLElement>('[data-answer]'))
    answers.set(dataset.answer ?? '', Promise.resolve(new BroughtAlong(textContent ?? '')))
}

/** An answer that is there as a whole: reading it takes no turns, as reading a stream does. */
class BroughtAlong extends Response {
  readonly #content: string

  constructor(content: string) {
    super(null, { headers: { 'Content-Type': 'application/json' } })
    this.#content = content
  }

  override async text() {
    return this.#content
  }

  override async json() {
    return JSON.parse(this.#content)
  }
}

/** The answer to a question that was asked ahead, for whoever asks it first. */
export async function answeredAhead(url: string): Promise<Response | null> {
  const question = url.replace(location.origin, '')
  if (noting && isFirstScreen()) asked.add(question)
  await pageRead()
  const answer = answers.get(question)
  answers.delete(question)
  return (await answer) ?? null
}

/** What the first screen asks from now on until it stands is what the next visit begins with. */
export function noteQuestions() {
  noting = true
  asked.clear()
  setTimeout(() => {
    if (noting && asked.size > 0) localStorage.setItem(KEPT, JSON.stringify([...asked].slice(0, MOST)))
    stop()
  }, UNDER_WAY_MS)
}

/** Whoever signs out, or goes on in another role, leaves no questions behind. */
export function forgetQuestions() {
  localStorage.removeItem(KEPT)
  stop()
}

function stop() {
  noting = false
  answers.clear()
}

export const wasSomebodyHere = () => localStorage.getItem(HERE) !== null

const isFirstScreen = () => location.pathname === FIRST_SCREEN

function remembered(): string[] {
  const kept = localStorage.getItem(KEPT)
  return kept === null ? ALWAYS : JSON.parse(kept)
}
