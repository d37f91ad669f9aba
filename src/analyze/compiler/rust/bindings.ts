import type { ApiExport } from '../../../spec/index.ts';
import type { RustUse } from '../../../syntax-trees/index.ts';
import type { Snippet } from './snippet.ts';

/** What the names of one example stand for. */
export interface SnippetNames {
  /** Local name to the export's path; `*` for the crate itself. */
  readonly own: ReadonlyMap<string, string>;
  /** Names of other crates: an example that needs one cannot be run. */
  readonly foreign: ReadonlySet<string>;
  /** Names of the standard library. */
  readonly standard: ReadonlySet<string>;
}

export interface CrateNames {
  /** As code writes it. */
  readonly crate: string;
  /** Every public path, with the export that it leads to. */
  readonly paths: ReadonlyMap<string, string>;
  readonly exports: ReadonlyMap<string, ApiExport>;
  /** Names and methods that are there with a feature only which is off by default. */
  readonly absent: ReadonlySet<string>;
}

const standard = new Set(['std', 'core', 'alloc', 'proc_macro']);

export function createCrateNames(
  crate: string,
  exports: readonly ApiExport[],
  {
    aliases,
    absent,
  }: { readonly aliases: ReadonlyMap<string, string>; readonly absent: ReadonlySet<string> },
): CrateNames {
  const own = exports.map(({ name }): [string, string] => [name, name]);
  return {
    crate,
    paths: new Map([...aliases, ...own]),
    exports: new Map(exports.map((entry) => [entry.name, entry])),
    absent,
  };
}

/** The names that an example brings with `use`, and those of the crate that it writes with their path. */
export function readSnippetNames({ statements }: Snippet, names: CrateNames): SnippetNames {
  const own = new Map<string, string>();
  const foreign = new Set<string>();
  const known = new Set<string>();
  for (const use of statements.flatMap(({ uses }) => uses)) {
    const [first = '', ...rest] =
      use.path[0] === 'self' && use.path.length > 1 ? use.path.slice(1) : use.path;
    if (first === names.crate || first === 'crate') addOwn(use, rest, names, own);
    else if (own.has(first)) own.set(use.name, `${own.get(first)}::${rest.join('::')}`);
    else if (standard.has(first)) known.add(use.name);
    else if (!/^[A-Z]/.test(first) && first !== 'self' && first !== 'super') foreign.add(use.name).add(first);
  }
  return { own, foreign, standard: known };
}

function addOwn(use: RustUse, rest: readonly string[], names: CrateNames, own: Map<string, string>): void {
  const path = rest.join('::');
  if (use.name !== '*') {
    if (path === '') {
      // Where a function is called as its crate is, calls mean the function.
      own.set(use.name, names.paths.get(use.name) ?? '*');
      // `#[macro_use] extern crate` brings them all.
      for (const [name, { signature }] of names.exports)
        if (signature.startsWith('macro_rules!')) own.set(name, name);
    } else {
      // `as _` brings a trait for its methods alone.
      own.set(use.name === '_' ? (rest.at(-1) ?? '_') : use.name, names.paths.get(path) ?? path);
    }
    return;
  }
  const prefix = path === '' ? '' : `${path}::`;
  for (const [known, target] of names.paths) {
    const last = known.slice(prefix.length);
    if (known.startsWith(prefix) && !last.includes('::')) own.set(last, target);
  }
}
