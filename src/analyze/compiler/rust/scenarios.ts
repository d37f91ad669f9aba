import type { Scenario } from '../../../spec/index.ts';
import { type CrateNames, readSnippetNames, type SnippetNames } from './bindings.ts';
import { type Claim, readClaim } from './claims.ts';
import { shortenPaths } from './shorten-paths.ts';
import { hasUnknownType, type Slice, sliceSetup } from './slice-setup.ts';
import type { Snippet, Statement } from './snippet.ts';

const mostDrafts = 600;
const longestText = 4_000;
// What differs from run to run or needs the world outside has no fixed outcome.
const unstable =
  /\b(?:Instant|SystemTime)::now\b|\bthread::|\brand(?:om)?::|\bthread_rng\b|\bstd::(?:env|fs|net|process|io::stdin)\b|\bFile::|\bstdin\(|\bTcp\w+::|\bsleep\(|\bCommand::|\bloop \{/;

/** A scenario before it has a number, with the names that it uses. */
export interface Draft extends Omit<Scenario, 'id'> {
  readonly own: ReadonlyMap<string, string>;
}

/** Every exact claim of the examples with the least that it needs before it. */
export function readScenarios(snippets: readonly Snippet[], names: CrateNames): Draft[] {
  const drafts: Draft[] = [];
  for (const snippet of snippets) {
    const local = readSnippetNames(snippet, names);
    for (const [index, statement] of snippet.statements.entries()) {
      if (drafts.length >= mostDrafts) return drafts;
      const claim = snippet.example.panics ? readPanic(snippet, index, local) : readClaim(statement);
      const draft = claim === null ? null : createDraft({ snippet, index, claim, local, names });
      if (draft !== null) drafts.push(draft);
    }
  }
  return drafts;
}

/** The last statement of an example that is said to panic. */
function readPanic({ statements }: Snippet, index: number, { own }: SnippetNames): Claim | null {
  const statement = statements[index];
  if (statement === undefined || index !== statements.length - 1 || own.size === 0) return null;
  const [piece] = statement.pieces;
  if (piece === undefined || statement.kind === 'item' || statement.kind === 'use') return null;
  const expected = { kind: 'throws', name: null, message: null } as const;
  return { expression: piece.text, expected, names: statement.names, isNoted: false };
}

interface Drafting {
  readonly snippet: Snippet;
  readonly index: number;
  readonly claim: Claim;
  readonly local: SnippetNames;
  readonly names: CrateNames;
}

function createDraft({ snippet, index, claim, local, names }: Drafting): Draft | null {
  const slice = sliceSetup(snippet.statements, index, claim);
  if ([...slice.names].some((name) => local.foreign.has(name) || names.absent.has(name))) return null;
  if (hasUnknownType(slice, claim, names)) return null;
  const value = claim.expected.kind === 'value' ? claim.expected.value : '';
  const shortened = shortenPaths(
    { setup: slice.setup, expression: claim.expression, value },
    { names, local, declared: new Set([...slice.declared, ...local.standard]) },
  );
  const whole = `${shortened.setup}\n${shortened.expression}\n${shortened.value}`;
  if (whole.length > longestText || unstable.test(whole)) return null;
  if (callsForeign(whole, new Set([...shortened.own.keys(), ...local.standard, ...slice.declared])))
    return null;
  const own = pickOwn(shortened.own, whole, slice, names);
  if (own.size === 0) return null;
  const statement = snippet.statements[index] as Statement;
  return {
    title: (snippet.example.title || shortened.expression).replace(/\s+/g, ' ').slice(0, 80),
    origin: 'example',
    setup: shortened.setup,
    expression: shortened.expression,
    expected: claim.expected.kind === 'value' ? { kind: 'value', value: shortened.value } : claim.expected,
    source: { document: snippet.example.document, lines: [...statement.lines] },
    contested: false,
    note: '',
    own,
  };
}

const knownHeads =
  /^(?:std|core|alloc|crate|self|super|str|char|bool|u8|u16|u32|u64|u128|usize|i8|i16|i32|i64|i128|isize|f32|f64|vec|option|result|r)$/;

/** A path of another crate, written out where it is used. */
function callsForeign(code: string, known: ReadonlySet<string>): boolean {
  const plain = code.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  return Array.from(plain.matchAll(/(?<![\w:'])([a-z_]\w*)::(?!<)/g)).some(
    ([, head = '']) => !knownHeads.test(head) && !known.has(head),
  );
}

/** The bindings that the scenario mentions, and the traits whose methods it calls. */
function pickOwn(
  own: ReadonlyMap<string, string>,
  whole: string,
  slice: Slice,
  { exports }: CrateNames,
): ReadonlyMap<string, string> {
  const words = new Set(whole.match(/[A-Za-z_]\w*/g) ?? []);
  const called = new Set(
    Array.from(whole.matchAll(/(?:\.|::)\s*([a-z_A-Z]\w*)/g), (match) => match[1] ?? ''),
  );
  return new Map(
    [...own].filter(([local, target]) => {
      if (slice.declared.has(local)) return false;
      const entry = exports.get(target);
      if (entry?.kind === 'interface')
        return words.has(local) || entry.members.some(({ name }) => called.has(name));
      return words.has(local);
    }),
  );
}
