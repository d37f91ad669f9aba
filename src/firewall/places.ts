import { type Spec, type SpecFilename, specFilenames } from '../spec/index.ts';
import { type Comment, readComments } from './comments.ts';
import { readJsonStrings } from './json-strings.ts';
import { isProse, splitLines } from './rules/prose.ts';

/**
 * What a piece of a specification is there for, which decides what it may hold:
 * - `statement`: a line of a prose document, in Agent A's words or quoted.
 * - `comment`: a line of a comment of 06, as the author of the declarations wrote it.
 * - `label`: a summary, title, note, description or keyword inside JSON.
 * - `interface`: names and signatures, by which a consumer calls the package.
 * - `example`: a call, what it needs before it, and its outcome.
 * - `figure`: versions, digests, places, fixed words of the schemas.
 */
export type PlaceKind = 'statement' | 'comment' | 'label' | 'interface' | 'example' | 'figure';

export interface Place {
  readonly document: SpecFilename;
  /** From 1; 1 for JSON that is not spelled as phalus spells it. */
  readonly line: number;
  readonly kind: PlaceKind;
  readonly text: string;
  /** Pieces of one comment or one example share it: a run of words may go on from one to the next. */
  readonly group: string;
}

/** The specification piece by piece, each with its purpose; every rule that exempts something exempts by this purpose. */
export async function readPlaces(spec: Spec): Promise<Place[]> {
  const places = await Promise.all(specFilenames.map((document) => readDocument(spec, document)));
  return places.flat();
}

async function readDocument(spec: Spec, document: SpecFilename): Promise<Place[]> {
  const text = spec.texts[document];
  if (isProse(document)) {
    return splitLines(text).map((line, index) => ({
      document,
      line: index + 1,
      kind: 'statement',
      text: line.replace(/^- (.*?)(?: \[[^[\]]{1,100}\])?$/, '$1'),
      group: document,
    }));
  }
  return document.endsWith('.json') ? readJson(document, text) : readDeclarations(spec, document);
}

function readJson(document: SpecFilename, text: string): Place[] {
  // The name of the schema is a word of the schema: nothing else parses.
  const strings = readJsonStrings(text).filter(({ path }) => path.length !== 1 || path[0] !== 'schema');
  return strings.map(({ path, text: value, line }) => ({
    document,
    line,
    kind: kindOf(document, path),
    text: value,
    group: `${document}/${path.slice(0, 2).join('/')}`,
  }));
}

const labels = /^(?:summary|title|note|description|keywords)$/;
const examples = /^(?:setup|expression|expected)$/;
const figures =
  /^(?:language|module|kind|evidence|origin|id|source|ecosystem|documents|engine|package_version|original_license)$/;

/** By the keys on the way to it; what no rule knows counts as a label, which is the strictest. */
function kindOf(document: SpecFilename, path: readonly (string | number)[]): PlaceKind {
  const keys = path.filter((key) => typeof key === 'string');
  const last = keys.at(-1) ?? '';
  if (labels.test(keys[0] === 'keywords' ? 'keywords' : last)) return 'label';
  if (document === '09-test-scenarios.json' && keys.some((key) => examples.test(key))) {
    return last === 'kind' ? 'figure' : 'example';
  }
  if (figures.test(keys.find((key) => figures.test(key)) ?? '')) return 'figure';
  return document === '10-metadata.json' && last !== 'package_name' ? 'label' : 'interface';
}

async function readDeclarations({ texts, surface }: Spec, document: SpecFilename): Promise<Place[]> {
  const text = texts[document];
  const comments = await readComments(text, surface.language);
  const places: Place[] = [];
  const lines = splitLines(text);
  let start = 0;
  let first = 0;
  lines.forEach((line, index) => {
    const end = start + line.length;
    let rest = line;
    while ((comments[first]?.end ?? Number.POSITIVE_INFINITY) <= start) first += 1;
    for (let at = first; (comments[at]?.start ?? Number.POSITIVE_INFINITY) < end; at += 1) {
      const comment = comments[at] as Comment;
      const from = Math.max(0, comment.start - start);
      const to = Math.min(line.length, comment.end - start);
      const group = `${document}/${comment.start}`;
      // The marks of a comment are none of its words.
      const bare = line
        .slice(from, to)
        .replace(/^\s*(?:\/\*+|\/\/+[/!]?|\*+(?!\/)|#+|[rR]?(?:"""|'''))\s?|\s*(?:\*+\/|"""|''')$/g, '');
      places.push({ document, line: index + 1, kind: 'comment', text: bare, group });
      rest = rest.slice(0, from) + ' '.repeat(to - from) + rest.slice(to);
    }
    if (rest.trim() !== '') {
      places.push({ document, line: index + 1, kind: 'interface', text: rest, group: document });
    }
    start = end + (text[end] === '\r' ? 2 : 1);
  });
  return places;
}
