import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const TSCONFIG = fileURLToPath(new URL('../tsconfig.json', import.meta.url))

/** How the key of a word begins whose end is computed. */
const BEGINNING = /^[a-z][\w-]*:[\w.-]*$/

/** Attributes that people see or hear. */
const SPOKEN = new Set([
  'alt',
  'aria-label',
  'aria-description',
  'aria-placeholder',
  'aria-valuetext',
  'description',
  'error',
  'label',
  'placeholder',
  'title',
])

/** Operators whose result is one of their sides, or both. */
const JOINING = new Set([
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.AmpersandAmpersandToken,
])

const parsed = (path: string) =>
  ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)

const hasLetters = (text: string) => /\p{L}/u.test(text)

/** Words written into a component: text between tags, and texts in attributes that people see or hear. */
export function literalsIn(path: string): string[] {
  const found: string[] = []
  const note = (text: string) => {
    if (hasLetters(text)) found.push(text.trim())
  }
  const look = (node: ts.Node) => {
    if (ts.isJsxText(node)) note(node.text)
    if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent) && node.expression)
      textsOf(node.expression, note)
    if (ts.isJsxAttribute(node) && SPOKEN.has(node.name.getText()) && node.initializer) {
      if (ts.isStringLiteral(node.initializer)) note(node.initializer.text)
      else if (ts.isJsxExpression(node.initializer) && node.initializer.expression) {
        textsOf(node.initializer.expression, note)
      }
    }
    if (ts.isPropertyAssignment(node) && SPOKEN.has(node.name.getText().replace(/['"]/g, ''))) {
      textsOf(node.initializer, note)
    }
    ts.forEachChild(node, look)
  }
  look(parsed(path))
  return found
}

/** The texts an expression may come to; what it gets from a function is not its own. */
function textsOf(node: ts.Expression, note: (text: string) => void): void {
  if (ts.isStringLiteralLike(node)) note(node.text)
  else if (ts.isTemplateExpression(node)) {
    for (const part of [node.head, ...node.templateSpans.map((span) => span.literal)]) note(part.text)
  } else if (ts.isConditionalExpression(node)) {
    textsOf(node.whenTrue, note)
    textsOf(node.whenFalse, note)
  } else if (ts.isBinaryExpression(node) && JOINING.has(node.operatorToken.kind)) {
    textsOf(node.left, note)
    textsOf(node.right, note)
  } else if (ts.isParenthesizedExpression(node)) textsOf(node.expression, note)
}

/** The keys of words that sources mention, whole or, where the end is computed, by their beginning. */
export function usesIn(paths: string[]): { keys: Set<string>; prefixes: Set<string> } {
  const keys = new Set<string>()
  const prefixes = new Set<string>()
  const key = /^[a-z][\w-]*:[\w.-]+$/
  const look = (node: ts.Node) => {
    if (ts.isStringLiteralLike(node) && key.test(node.text)) keys.add(node.text)
    if (ts.isTemplateExpression(node) && BEGINNING.test(node.head.text)) prefixes.add(node.head.text)
    ts.forEachChild(node, look)
  }
  for (const path of paths) look(parsed(path))
  return {
    keys: new Set([...keys].filter((one) => !one.startsWith('waymark:'))),
    prefixes: new Set([...prefixes].filter((one) => !one.startsWith('waymark:'))),
  }
}

/**
 * The keys of words whose end is computed from texts that its type knows, all of them; what can be any text is left out.
 */
export function computedIn(paths: string[]): string[] {
  const { config } = ts.readConfigFile(TSCONFIG, ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(TSCONFIG))
  const program = ts.createProgram(paths, options)
  const types = program.getTypeChecker()
  const textsOf = (node: ts.Expression): string[] => {
    const type = types.getTypeAtLocation(node)
    const parts = type.isUnion() ? type.types : [type]
    return parts.every((part) => part.isStringLiteral()) ? parts.map((part) => String(part.value)) : []
  }
  const found: string[] = []
  const look = (node: ts.Node) => {
    if (ts.isTemplateExpression(node) && BEGINNING.test(node.head.text)) {
      const keys = node.templateSpans.reduce(
        (begun, { expression, literal }) =>
          begun.flatMap((one) => textsOf(expression).map((text) => `${one}${text}${literal.text}`)),
        [node.head.text],
      )
      found.push(...keys)
    }
    ts.forEachChild(node, look)
  }
  for (const path of paths) {
    const source = program.getSourceFile(path)
    if (source !== undefined) look(source)
  }
  return found
}

/** What a module gives to others, `default` included. */
export function exportsIn(path: string): string[] {
  return parsed(path).statements.flatMap((statement) => {
    if (
      ts.isExportDeclaration(statement) &&
      statement.exportClause &&
      ts.isNamedExports(statement.exportClause)
    )
      return statement.exportClause.elements.map(({ name }) => name.text)
    if (ts.isExportAssignment(statement)) return ['default']
    if (!ts.canHaveModifiers(statement)) return []
    const kinds = new Set(ts.getModifiers(statement)?.map(({ kind }) => kind))
    if (!kinds.has(ts.SyntaxKind.ExportKeyword)) return []
    if (kinds.has(ts.SyntaxKind.DefaultKeyword)) return ['default']
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map(({ name }) => name.getText())
    return [(statement as ts.DeclarationStatement).name?.getText() ?? '']
  })
}

/** What a module takes from others, by where it says they are; of one that comes later, whatever it names anywhere. */
export function importsIn(path: string): { from: string; names: ReadonlySet<string> }[] {
  const found: { from: string; names: ReadonlySet<string> }[] = []
  const later: string[] = []
  const named = new Set(['default'])
  const look = (node: ts.Node) => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const { importClause } = node
      const bindings = importClause?.namedBindings
      const names =
        bindings && ts.isNamedImports(bindings)
          ? bindings.elements.map(({ name, propertyName }) => (propertyName ?? name).text)
          : []
      if (importClause?.name) names.push('default')
      found.push({ from: node.moduleSpecifier.text, names: new Set(names) })
      return
    }
    const [argument] = ts.isCallExpression(node) ? node.arguments : []
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword && argument)
      later.push((argument as ts.StringLiteralLike).text)
    if (ts.isIdentifier(node) || ts.isStringLiteralLike(node)) named.add(node.text)
    ts.forEachChild(node, look)
  }
  look(parsed(path))
  return [...found, ...later.map((from) => ({ from, names: named }))]
}
