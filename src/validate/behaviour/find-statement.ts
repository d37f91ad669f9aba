import type { Code } from '../../probes/index.ts';
import type { Spec } from '../../spec/index.ts';

const proseDocuments = [
  '03-behavior-spec.md',
  '04-edge-cases.md',
  '05-configuration.md',
  '07-error-catalog.md',
] as const;

/** What a disagreement is about, in the words that a statement may use for it. */
export interface StatementQuestion extends Code {
  readonly export: string;
  /** Names of the options that the call sets. */
  readonly options: readonly string[];
  readonly original: string;
}

/** What a statement has to have in common with a disagreement to be shown as the one that decides it. */
const leastScore = 4;
const longestStatement = 300;

/**
 * The statement of the specification that says most about a disagreement: it names an option that is set, or the
 * function together with the kind of value it is given or with what came out. Null when none does.
 */
export function findStatement(spec: Pick<Spec, 'texts'>, question: StatementQuestion): string | null {
  const kinds = listKinds(question);
  const called = listCalled(question);
  let best: { readonly line: string; readonly score: number } | null = null;
  for (const line of listStatements(spec)) {
    const score = scoreStatement(line, { kinds, called, options: question.options });
    if (score >= leastScore && score > (best?.score ?? 0)) best = { line, score };
  }
  return best === null ? null : best.line.slice(0, longestStatement);
}

function listStatements({ texts }: Pick<Spec, 'texts'>): readonly string[] {
  return proseDocuments
    .flatMap((document) => texts[document].split('\n'))
    .filter((line) => !/^\s*(?:#|```|\|[-| :]*$)/.test(line))
    .map((line) => line.replace(/^[-*\s]+/, '').trim())
    .filter((line) => line !== '');
}

function scoreStatement(
  line: string,
  about: {
    readonly kinds: readonly RegExp[];
    readonly called: readonly string[];
    readonly options: readonly string[];
  },
): number {
  const names = (name: string): boolean => namesIt(line, name);
  const option = about.options.some((name) => line.includes(`\`${name}\``) || line.includes(`.${name}\``));
  const isCalled = about.called.some(names);
  const kinds = about.kinds.filter((kind) => kind.test(line)).length;
  return (option ? 4 : 0) + (isCalled ? 2 : 0) + 2 * Math.min(kinds, 2);
}

/** As a whole word, because `on` is in many. */
function namesIt(line: string, name: string): boolean {
  const at = line.indexOf(name);
  if (at === -1) return false;
  const [before = ' ', after = ' '] = [line[at - 1], line[at + name.length]];
  return !/[\w$]/.test(before) && !/[\w$]/.test(after) && (name.length > 3 || /[`.]/.test(before));
}

/** The export, and the methods that are called. */
function listCalled({ export: exported, setup, expression }: StatementQuestion): readonly string[] {
  const methods = [...`${setup}\n${expression}`.matchAll(/\.([A-Za-z_$][\w$]*)\(/g)].map(
    ([, name]) => name ?? '',
  );
  return [...new Set([exported, ...methods])].filter((name) => name !== 'default' && name !== '*');
}

/** Words for kinds of values: of which kind a value is, and how a statement speaks of it. */
const kindWords: readonly (readonly [RegExp, RegExp])[] = [
  [/""|\[\]|\{\}/, /\bempty\b/i],
  [/\bnull\b/, /\bnull\b|\bnullish\b/i],
  [/\bundefined\b/, /\bundefined\b|\bomitted\b|\bmissing\b|\bnullish\b/i],
  [/\bNaN\b/, /\bNaN\b|not a number/i],
  [/[(,[]\s*-\d|\(-\d/, /\bnegative\b|below zero/i],
  [/[(,[:]\s*0\b(?!\.)/, /\bzero\b|`0`/i],
  [/\d\.\d/, /\bfraction|\bdecimal|\bfloat/i],
  [/=>/, /\bcallback|\bfunction|\blistener|\bhandler|\bpredicate/i],
  [/new Map\b/, /\bMap\b/],
  [/new Set\b/, /\bSet\b/],
  [/new Date\b/, /\bDate\b/],
  [/Symbol/, /\bsymbol/i],
  [/\d+n\b/, /\bbigint/i],
  [/\s{2,}|\\[nt]|" | "/, /\bspace|\bwhitespace|\bnewline|\btab/i],
  [/[A-Z]/, /\buppercase|\bupper case|\bcapital/i],
];

function listKinds({ setup, expression, original }: StatementQuestion): readonly RegExp[] {
  const code = `${setup}\n${expression}`;
  const kinds = kindWords.filter(([given]) => given.test(code)).map(([, spoken]) => spoken);
  if (/^threw|rejected/.test(original)) kinds.push(/\bthrow|\berror\b|\breject/i);
  return kinds;
}
