import { findGoBodies } from './bodies/go.ts';
import { findPythonBodies } from './bodies/python.ts';
import { findRustBodies } from './bodies/rust.ts';
import { SyntaxTreeError } from './errors.ts';
import { withTree } from './parse-tree.ts';

/** Languages whose declarations are read here; TypeScript's own compiler judges its. */
export type OutlineLanguage = 'python' | 'rust' | 'go';

const finders = { python: findPythonBodies, rust: findRustBodies, go: findGoBodies };

/**
 * Everything in a text of declarations that would run, or is the body of something, as `line 12: an assignment of a
 * call`; empty for a text of declarations and comments alone. A text that does not parse, or costs too much, is a finding
 * too. Decides by an allow-list of kinds of nodes: what is not known to be a declaration is a body.
 */
export async function findBodies(language: OutlineLanguage, text: string): Promise<readonly string[]> {
  try {
    return await withTree(language, text, (root) =>
      root.hasError ? ['it does not parse'] : finders[language](root),
    );
  } catch (error) {
    if (error instanceof SyntaxTreeError) return [error.message];
    throw error;
  }
}
