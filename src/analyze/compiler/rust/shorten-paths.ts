import type { CrateNames, SnippetNames } from './bindings.ts';

interface Texts {
  readonly setup: string;
  readonly expression: string;
  readonly value: string;
}

interface Around {
  readonly names: CrateNames;
  readonly local: SnippetNames;
  /** Names that the scenario declares itself. */
  readonly declared: ReadonlySet<string>;
}

/**
 * `the_crate::module::name` by its name alone, bound to the export: a scenario then needs no name of the crate, and no
 * knowledge of where a thing stands. Where the name is taken the path stays, and the crate itself is bound.
 */
export function shortenPaths(
  texts: Texts,
  { names, local, declared }: Around,
): Texts & { readonly own: ReadonlyMap<string, string> } {
  const own = new Map(local.own);
  const taken = new Set([...declared, ...local.own.keys()]);
  const pattern = new RegExp(
    `("(?:[^"\\\\]|\\\\.)*")|(?<![\\w:])(?:::)?${names.crate}::([A-Za-z_]\\w*(?:::[A-Za-z_]\\w*)*)`,
    'g',
  );
  const shorten = (text: string): string =>
    text.replace(pattern, (whole, quoted: string | undefined, path: string | undefined) => {
      if (quoted !== undefined || path === undefined) return whole;
      const segments = path.split('::');
      for (let length = segments.length; length > 0; length -= 1) {
        const target = names.paths.get(segments.slice(0, length).join('::'));
        const last = segments[length - 1];
        if (target === undefined || last === undefined) continue;
        if (taken.has(last) && own.get(last) !== target) break;
        own.set(last, target);
        taken.add(last);
        return [last, ...segments.slice(length)].join('::');
      }
      own.set(names.crate, '*');
      return whole;
    });
  return {
    setup: shorten(texts.setup),
    expression: shorten(texts.expression),
    value: shorten(texts.value),
    own,
  };
}
