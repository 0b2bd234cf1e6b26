import type { Plugin } from 'vite'

const NAMES_OF_CLASSES = /@mantine\/core\/esm\/(?:\w+\/)+(\w+)\.module\.mjs$/

/** Every component of Mantine brings its own styles, so that a page has those of what it shows and no others. */
export function mantineStyles(): Plugin {
  return {
    name: 'waymark:mantine-styles',
    transform(code, id) {
      const component = id.match(NAMES_OF_CLASSES)?.[1]
      if (component === undefined) return
      const styles = `import '@mantine/core/styles/${component}.layer.css'`
      return { code: `${styles}\n${code}`, map: null, moduleSideEffects: true }
    },
  }
}
