import createClient from 'openapi-fetch'
import { problemOf } from './problem'
import type { paths } from './schema'
import { send } from './sending'

export const api = createClient<paths>({ baseUrl: '', fetch: send })

/** What `GET path` answers, named by its path so that names inside the API document may change. */
export type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } }
}
  ? Body
  : never

/** What `Method path` wants as its body. */
export type Body<Path extends keyof paths, Method extends 'post' | 'put'> = paths[Path] extends {
  [method in Method]: { requestBody: { content: { 'application/json': infer Content } } }
}
  ? Content
  : never

/** The data of an answer; a refusal is thrown as a `Problem`. */
export async function answer<Data>(
  asked: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Data> {
  const { data, error, response } = await asked
  if (!response.ok) throw problemOf(response.status, error)
  return data as Data
}

/** The headers of a change that is meant for one version of a thing. */
export const meantFor = (version: number) => ({ 'If-Match': `"${version}"` })
