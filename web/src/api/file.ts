import { problemOf } from './problem'
import { send } from './sending'

/** A file of the API: what it is to be called, and what is in it. A refusal is thrown as a `Problem`. */
export async function fileAt(address: string): Promise<{ name: string; content: Blob }> {
  const answer = await send(new Request(address))
  if (!answer.ok) throw problemOf(answer.status, await answer.json().catch(() => null))
  return { name: nameIn(answer.headers.get('Content-Disposition')), content: await answer.blob() }
}

/** `archwiliad.csv` of `attachment; filename="archwiliad.csv"`. */
export const nameIn = (disposition: string | null) => /filename="([^"]+)"/.exec(disposition ?? '')?.[1] ?? ''
