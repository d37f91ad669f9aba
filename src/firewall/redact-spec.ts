import { parseSpec, type Spec, SpecError, type SpecFilename, TestScenarios } from '../spec/index.ts';
import { readComments } from './comments.ts';
import { isCanonicalJson, readJsonStrings } from './json-strings.ts';
import { isProse } from './rules/prose.ts';
import type { Finding } from './types.ts';

/** Something that was taken out whole, so that the rest may cross. */
export interface Redaction {
  readonly document: SpecFilename;
  /** Of the document before. */
  readonly line: number;
  readonly what: 'statement' | 'comment' | 'label' | 'keyword' | 'example';
}

export interface RedactedSpec {
  readonly spec: Spec;
  readonly redactions: readonly Redaction[];
}

/**
 * The specification without what may not cross, when every finding stands on something that can be taken out whole: a
 * statement of a prose document, a comment of 06, a label, a keyword, an example. Null when one stands elsewhere: a name
 * or a signature cannot go without changing what is asked for.
 */
export async function redactSpec(spec: Spec, findings: readonly Finding[]): Promise<RedactedSpec | null> {
  const texts: Record<string, string> = { ...spec.texts };
  const redactions: Redaction[] = [];
  for (const document of new Set(findings.map((finding) => finding.document))) {
    const lines = new Set(
      findings.filter((finding) => finding.document === document).map(({ line }) => line),
    );
    const cut = await cutOut(spec, document, lines);
    if (cut === null) return null;
    texts[document] = cut.text;
    redactions.push(...cut.redactions.map((redaction) => ({ document, ...redaction })));
  }
  try {
    return { spec: parseSpec(texts, spec.generatedAt), redactions };
  } catch (error) {
    // It was no specification before, and is none without a few lines.
    if (error instanceof SpecError) return null;
    throw error;
  }
}

interface Cut {
  readonly text: string;
  readonly redactions: readonly Omit<Redaction, 'document'>[];
}

async function cutOut(
  { texts, surface }: Spec,
  document: SpecFilename,
  lines: ReadonlySet<number>,
): Promise<Cut | null> {
  const text = texts[document];
  if (isProse(document)) return cutStatements(text, lines);
  if (document === '06-type-definitions.d.ts')
    return cutComments(text, { lines, language: surface.language });
  if (!isCanonicalJson(text)) return null;
  const cut = cutLabels(text, lines);
  if (cut.left.size === 0) return cut;
  return document === '09-test-scenarios.json' ? cutExamples(cut, text) : null;
}

function cutStatements(text: string, lines: ReadonlySet<number>): Cut | null {
  const kept = text.split('\n');
  if ([...lines].some((line) => !kept[line - 1]?.startsWith('- '))) return null;
  return {
    text: kept.filter((_, index) => !lines.has(index + 1)).join('\n'),
    redactions: [...lines].map((line) => ({ line, what: 'statement' })),
  };
}

/** Every comment that has a finding on one of its lines; line ends stay, so that places do. */
async function cutComments(
  text: string,
  {
    lines,
    language,
  }: { readonly lines: ReadonlySet<number>; readonly language: Spec['surface']['language'] },
): Promise<Cut | null> {
  const left = new Set(lines);
  const redactions: Omit<Redaction, 'document'>[] = [];
  let rest = text;
  let line = 1;
  let counted = 0;
  for (const { start, end } of await readComments(text, language)) {
    line += countLines(text.slice(counted, start));
    counted = start;
    const comment = text.slice(start, end);
    const last = line + countLines(comment);
    const hit = [...lines].filter((each) => each >= line && each <= last);
    if (hit.length === 0) continue;
    for (const each of hit) left.delete(each);
    rest = rest.slice(0, start) + blank(comment, language) + rest.slice(end);
    redactions.push({ line, what: 'comment' });
  }
  return left.size > 0 ? null : { text: rest.replace(/[ \t]+$/gm, ''), redactions };
}

/** In Python a string may be all that a declaration holds, so that an empty one stays in its place. */
function blank(comment: string, language: Spec['surface']['language']): string {
  const quote = language === 'python' ? (/^\w{0,2}("""|'''|"|')/.exec(comment)?.[1] ?? '') : '';
  const empty = comment.replace(/[^\r\n]/g, ' ');
  return quote === '' || comment.length < 2 * quote.length
    ? empty
    : `${quote}${empty.slice(quote.length, -quote.length)}${quote}`;
}

function countLines(text: string): number {
  return text.split('\n').length - 1;
}

/** A summary, description, note or title becomes empty, a keyword goes; what is left over stands on something else. */
function cutLabels(text: string, lines: ReadonlySet<number>): Cut & { readonly left: ReadonlySet<number> } {
  const left = new Set(lines);
  const redactions: Omit<Redaction, 'document'>[] = [];
  const value = JSON.parse(text) as unknown;
  const doomed: { readonly list: unknown[]; readonly place: number }[] = [];
  for (const { path, line } of readJsonStrings(text)) {
    if (!lines.has(line)) continue;
    const key = path.at(-1) as string | number;
    const parent = path.slice(0, -1).reduce((node, step) => (node as Record<string, unknown>)[step], value);
    if (/^(?:summary|description|note|title)$/.test(String(key))) {
      (parent as Record<string, unknown>)[key] = '';
      redactions.push({ line, what: 'label' });
    } else if (path.length === 2 && path[0] === 'keywords') {
      doomed.push({ list: parent as unknown[], place: key as number });
      redactions.push({ line, what: 'keyword' });
    } else continue;
    left.delete(line);
  }
  for (const { list, place } of doomed.reverse()) list.splice(place, 1);
  return { text: renderJson(value), redactions, left };
}

/** Whole scenarios; a finding on anything else of the document, such as a binding, cannot be taken out. */
function cutExamples(cut: ReturnType<typeof cutLabels>, text: string): Cut | null {
  const left = new Set(cut.left);
  const doomed = new Map<number, number>();
  for (const { path, line } of readJsonStrings(text)) {
    const isOfExample = path[0] === 'scenarios' && /^(?:setup|expression|expected)$/.test(String(path[2]));
    if (!left.has(line) || !isOfExample) continue;
    doomed.set(path[1] as number, line);
  }
  for (const { path, line } of readJsonStrings(text)) {
    if (path[0] === 'scenarios' && doomed.has(path[1] as number)) left.delete(line);
  }
  const parsed = TestScenarios.safeParse(JSON.parse(cut.text));
  if (left.size > 0 || !parsed.success) return null;
  const scenarios = parsed.data.scenarios.filter((_, index) => !doomed.has(index));
  return {
    text: renderJson({ ...parsed.data, scenarios }),
    redactions: [
      ...cut.redactions,
      ...[...doomed.values()].map((line) => ({ line, what: 'example' as const })),
    ],
  };
}

function renderJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
