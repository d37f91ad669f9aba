import type { CrateNames } from './bindings.ts';
import type { Claim } from './claims.ts';
import type { Statement } from './snippet.ts';

/** What a claim needs before it. */
export interface Slice {
  readonly setup: string;
  /** The statements of it, in any order. */
  readonly taken: readonly Statement[];
  readonly names: ReadonlySet<string>;
  readonly declared: ReadonlySet<string>;
}

/** The statements before a claim that it depends on, in their order. */
export function sliceSetup(statements: readonly Statement[], index: number, claim: Claim): Slice {
  const needed = new Set(claim.names);
  const all = new Set(claim.names);
  const declared = new Set<string>();
  const kept: string[] = [];
  const taken: Statement[] = [];
  const aliases = findAliases(statements.slice(0, index), claim);
  const mutable = new Set(
    statements.slice(0, index).flatMap((each) => (each.isMutable ? each.declares : [])),
  );
  const take = (statement: Statement, text: string): void => {
    kept.unshift(text);
    taken.push(statement);
    for (const name of statement.declares) {
      needed.delete(name);
      declared.add(name);
    }
    for (const name of statement.names) {
      needed.add(name);
      all.add(name);
    }
  };
  for (let at = index - 1; at >= 0; at -= 1) {
    const statement = statements[at] as Statement;
    const isDeclared = statement.declares.some((name) => needed.has(name));
    if (statement.kind === 'use') {
      if (isStandardUse(statement)) take({ ...statement, names: new Set(), declares: [] }, statement.text);
    } else if (isDeclared) take(statement, statement.text);
    else if (
      statement.kind !== 'item' &&
      [...statement.names].some((name) => aliases.has(name) || (needed.has(name) && mutable.has(name)))
    ) {
      take(statement, asStatement(statement));
    }
  }
  // An item may stand behind what uses it.
  for (const statement of statements.slice(index + 1)) {
    if (statement.kind === 'item' && statement.declares.some((name) => needed.has(name)))
      take(statement, statement.text);
  }
  return { setup: kept.join('\n'), taken, names: all, declared };
}

/** Names by which what the claim is about may be changed: `let first = list.first_mut()`. */
function findAliases(statements: readonly Statement[], claim: Claim): ReadonlySet<string> {
  const reached = new Set(claim.names);
  const aliases = new Set<string>();
  for (const statement of statements) {
    const borrows =
      statement.kind === 'let' && /&mut\b|\w_mut|\bentry\(|\bor_insert|\bget_or_/.test(statement.text);
    if (!borrows || ![...statement.names].some((name) => reached.has(name))) continue;
    for (const name of statement.declares) {
      reached.add(name);
      aliases.add(name);
    }
  }
  return aliases;
}

/**
 * True where nothing tells what an empty collection holds: the example does so behind the claim only, and a scenario that
 * ends before does not compile.
 */
export function hasUnknownType({ taken }: Slice, claim: Claim, { exports }: CrateNames): boolean {
  const expected = claim.expected.kind === 'value' ? claim.expected.value : '';
  if (/["'\d]/.test(claim.expression) || /["']|[1-9]/.test(expected)) return false;
  return taken.some((statement) => {
    const made =
      /^let (?:mut )?(\w+)(?::[^=]*\b_\b[^=]*)? = (\w+)::(?:<[^>]*\b_\b[^>]*>::)?\w+\((.*)\);?$/s.exec(
        statement.text,
      );
    const [, name = '', type = '', given = ''] = made ?? [];
    const isGeneric = /\b(?:struct|enum) \w+<[^>]*\b[A-Z]/.test(exports.get(type)?.signature ?? '');
    if (made === null || !isGeneric || /["'[]/.test(given) || !claim.names.has(name)) return false;
    return !taken.some((other) => other !== statement && other.names.has(name));
  });
}

function isStandardUse({ uses }: Statement): boolean {
  return uses.length > 0 && uses.every(({ path }) => ['std', 'core', 'alloc'].includes(path[0] ?? ''));
}

/** What a claim or a print does to a variable happens without it, too. */
function asStatement({ kind, text, pieces, macro }: Statement): string {
  if (kind !== 'claim' && kind !== 'print') return /[;}]\s*$/.test(text) ? text : `${text};`;
  const [first, second] = pieces;
  // Compared with what it was compared with, because types are inferred from that.
  if (/^assert_(?:eq|ne)$/.test(macro ?? '') && first !== undefined && second !== undefined) {
    return `let _ = ${first.text} == ${second.text};`;
  }
  const values = kind === 'print' ? pieces.slice(1) : pieces.slice(0, 1);
  return values
    .filter(({ isPure }) => !isPure)
    .map(({ text: value }) => `let _ = &(${value});`)
    .join('\n');
}
