import { sha256Hex } from '../../core/index.ts';
import type { ReadDocumentation } from '../documentation.ts';
import type { Place } from '../places.ts';
import type { Finding } from '../types.ts';

/**
 * Names, numbers in letters and strings of characters that no one writes by chance. A statement may speak of those that the
 * documentation speaks of in its prose, or that belong to the interface and the examples, and the interface of those that
 * the documentation holds anywhere. Another one comes from a code block, from source, from a model's memory of the
 * original, or from the machine: none of them may cross.
 *
 * Ordinary words are free, since a statement is in words of its own.
 */
export function findForeignNames(
  places: readonly Place[],
  documentation: ReadDocumentation,
  allowed: { readonly packageName: string; readonly figures: readonly string[] },
): Finding[] {
  const { packageName, figures } = allowed;
  const anywhere = createWordSet([...documentation.whole, ...documentation.ids, ...figures, packageName]);
  for (const text of documentation.whole) anywhere.add(sha256Hex(text));
  // A default export is called after its package: `left-pad` is `leftPad`.
  const ownName = wordsOf(packageName).join('').toLowerCase();
  anywhere.add(ownName).add(
    packageName
      .replace(/^@[^/]{1,214}\//, '')
      .replace(/[^\p{L}\p{N}]/gu, '')
      .toLowerCase(),
  );
  const spoken = createWordSet([...documentation.prose, packageName]);
  for (const { kind, text } of places) {
    if (kind === 'interface' || kind === 'example')
      for (const name of wordsOf(text)) spoken.add(name.toLowerCase());
  }
  return places.flatMap(({ document, line, kind, text }): Finding[] => {
    const isFree = kind === 'interface' || kind === 'example' || kind === 'figure';
    const known = isFree ? anywhere : spoken;
    const name = [...namesOf(text)].find(
      (candidate) => !isKnown(candidate, known) && !isCutOff(candidate, { text, known }),
    );
    if (name === undefined) return [];
    const where = isFree ? 'the documentation' : "the documentation's prose and the interface";
    return [
      { rule: 'foreign-name', document, line, reason: `holds "${shorten(name)}", which is not in ${where}` },
    ];
  });
}

/** Letters, digits and what joins them in a name. */
const compound = /[\p{L}\p{N}_$]+(?:[-+/=.:@#]+[\p{L}\p{N}_$]+)*/gu;
const word = /[\p{L}\p{N}_$]+/gu;

function wordsOf(text: string): string[] {
  return text.match(word) ?? [];
}

function createWordSet(texts: readonly string[]): Set<string> {
  const words = new Set<string>(ordinary);
  for (const text of texts) {
    for (const [whole] of text.matchAll(compound)) {
      words.add(whole.toLowerCase());
      for (const part of wordsOf(whole)) words.add(part.toLowerCase());
    }
  }
  return words;
}

function* namesOf(text: string): Generator<string> {
  for (const [whole] of text.matchAll(compound)) {
    const parts = wordsOf(whole);
    for (const part of parts) if (isName(part)) yield part;
    if (parts.length > 1 && isCode(whole)) yield whole;
  }
}

/** Written as no ordinary word is: capitals inside, joined by `_` or `$`, digits among letters, or very long. */
function isName(text: string): boolean {
  if (text.length >= 24) return true;
  if (text.length >= 8 && /\p{L}/u.test(text) && /\p{N}/u.test(text)) return true;
  if (/^\p{N}{9,}$/u.test(text)) return true;
  return text.length >= 5 && (/[\p{L}\p{N}][_$]+[\p{L}\p{N}]/u.test(text) || /\p{Ll}\p{Lu}/u.test(text));
}

/** Short pieces that make a longer one: `ab12-cd34-ef56`. Versions, dates and times are numbers. */
function isCode(text: string): boolean {
  return text.length >= 12 && /\p{L}/u.test(text) && /\p{N}/u.test(text);
}

function isKnown(name: string, known: ReadonlySet<string>): boolean {
  const folded = name.toLowerCase();
  if (known.has(folded)) return true;
  // Names in the plural, and pieces that are all known: `a/b`, `x.y`, `UTF-8-encoded`.
  if (folded.endsWith('s') && known.has(folded.slice(0, -1))) return true;
  // A footnote's mark that lost its tag: `argument1`.
  if (/\p{L}\p{N}$/u.test(folded) && known.has(folded.slice(0, -1))) return true;
  // Names that are joined: `alphabet::IMAP_MUTF7` of two that the documentation has.
  const joined = wordsOf(folded);
  if (joined.length > 1 && joined.every((part) => part.length < 3 || known.has(part))) return true;
  const parts = folded.split(/[^\p{L}\p{N}]+/u);
  return parts.length > 1 && parts.every((part) => part.length < 3 || known.has(part));
}

/** Titles and long signatures are cut to a length, in the middle of a word if need be. */
function isCutOff(
  name: string,
  place: { readonly text: string; readonly known: ReadonlySet<string> },
): boolean {
  if (name.length < 4 || !place.text.replace(/[.…\s]+$/, '').endsWith(name)) return false;
  const folded = name.toLowerCase();
  return [...place.known].some((word) => word.startsWith(folded));
}

/** Written like names, and in everyone's mouth. */
const ordinary = new Set(
  'getbuiltinmodule docs index types javascript typescript commonjs nodejs github readme typeerror rangeerror syntaxerror referenceerror evalerror urierror aggregateerror regexp weakmap weakset arraybuffer sharedarraybuffer dataview uint8array int8array uint16array int16array uint32array int32array float32array float64array bigint64array biguint64array uint8clampedarray tostring valueof tojson hasownproperty isarray parseint parsefloat isnan iterable asynciterable asynciterator asyncgenerator asyncfunction generatorfunction encodeuricomponent decodeuricomponent encodeuri decodeuri globalthis instanceof typeof ecmascript webassembly ecmascript2015 valueerror keyerror indexerror attributeerror runtimeerror stopiteration notimplementederror zerodivisionerror overflowerror unicodeerror unicodedecodeerror unicodeencodeerror keyboardinterrupt oserror filenotfounderror assertionerror namedtuple defaultdict ordereddict dataclass kwargs isinstance hashmap hashset btreemap btreeset vecdeque refcell asref intoiterator fromiterator fromstr tostring todisplay partialeq partialord doubleendediterator exactsizeiterator usize isize uint8 uint16 uint32 uint64 int8 int16 int32 int64 float32 float64 interface{} stringer readwriter waitgroup'.split(
    ' ',
  ),
);

function shorten(name: string): string {
  return name.length <= 40 ? name : `${name.slice(0, 40)}…`;
}
