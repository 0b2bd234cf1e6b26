import type { Plugin, Rolldown } from 'vite'

/** The text of every page needs it. */
const FONT = /inter-latin-wght-normal-.*\.woff2$/

/** Chromium then compiles all of a script while it comes in, beside the page's thread, instead of piece by piece on it. */
const COMPILED_AT_ONCE = '//# allFunctionsCalledOnLoad'

/**
 * The page runs what the first screen is made of, in this chunk, as soon as it is there, without waiting for the entry to ask
 * for it; the entry asks the first questions before that.
 */
export function fetchedFirst(chunk: string): Plugin {
  const found = (bundle: Rolldown.OutputBundle) =>
    Object.values(bundle).find((one) => one.type === 'chunk' && one.name === chunk) as
      | Rolldown.OutputChunk
      | undefined
  return {
    name: 'waymark:fetched-first',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const shell = found(bundle)
        if (shell === undefined) return this.error(`There is no chunk named ${chunk}.`)
        shell.code = `${COMPILED_AT_ONCE}\n${shell.code}`
      },
    },
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle = {} }) {
        const shell = found(bundle)
        // A page in development has its modules one by one.
        if (shell === undefined) return []
        const styles = [...(shell.viteMetadata?.importedCss ?? [])]
        const fonts = Object.keys(bundle).filter((file) => FONT.test(file))
        return [
          ...styles.map((file) => link(file, { rel: 'stylesheet' })),
          ...shell.imports.map((file) => link(file, { rel: 'modulepreload' })),
          run(shell.fileName),
          ...fonts.map((file) => link(file, { rel: 'preload', as: 'font', type: 'font/woff2' })),
        ]
      },
    },
  }
}

const run = (file: string) => ({
  tag: 'script',
  attrs: { type: 'module', async: true, crossorigin: true, src: `/${file}` },
  injectTo: 'head' as const,
})

const link = (file: string, attrs: Record<string, string>) => ({
  tag: 'link',
  attrs: { ...attrs, crossorigin: true, href: `/${file}` },
  injectTo: 'head' as const,
})
