// Writes src/api/schema.d.ts from the API document named on the command line.
// What the client's own fetch adds to every request (keys, versions) is left out, so that no caller has to say it.
import { readFile, writeFile } from 'node:fs/promises'
import openapiTS, { astToString } from 'openapi-typescript'

const OURS = new Set(['idempotency-key', 'if-match'])

const document = JSON.parse(await readFile(process.argv[2], 'utf8'))
for (const operations of Object.values(document.paths)) {
  for (const operation of Object.values(operations)) {
    operation.parameters = operation.parameters?.filter(
      (one) => !(one.in === 'header' && OURS.has(one.name.toLowerCase())),
    )
  }
}
const types = astToString(await openapiTS(document, { defaultNonNullable: false, alphabetize: true }))
await writeFile(
  new URL('../src/api/schema.d.ts', import.meta.url),
  `// Made by npm run api. Not edited by hand.\n\n${types}`,
)
