type Shape = RegExp | readonly string[]
type Sought<Shapes> = {
  [Name in keyof Shapes]?: Shapes[Name] extends readonly (infer Word)[] ? Word : string
}

/** Shapes of what is sought; a list of words is one as well. */
export const DAY = /^\d{4}-\d{2}-\d{2}$/
export const ID = /^[\w.:-]{1,64}$/
export const TEXT = /^.{1,100}$/

/** What of an address says what is sought, each by its shape; for `validateSearch`. */
export const seeking =
  <const Shapes extends Record<string, Shape>>(shapes: Shapes) =>
  (search: Record<string, unknown>): Sought<Shapes> =>
    Object.fromEntries(
      Object.entries(search).filter(([name, value]) => {
        const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined
        if (shape === undefined || typeof value !== 'string') return false
        return shape instanceof RegExp ? shape.test(value) : shape.includes(value)
      }),
    ) as Sought<Shapes>
