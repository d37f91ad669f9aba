import { parseSpec, type Spec } from '../spec/index.ts';
import { isInterfaceWord } from './name/interface-words.ts';
import { findMentions, type Mention } from './name/mentions.ts';
import { proseDocuments } from './rules/prose.ts';

export interface HiddenName {
  readonly spec: Spec;
  /** Mentions that were replaced. */
  readonly replaced: number;
}

/**
 * The specification with the original's name taken out of the prose: `left-pad pads a string` becomes `The package pads
 * a string`. Agent B is to build from what the thing does; the name would only call up what a model remembers of it.
 *
 * A name that is left standing costs little: it tells what a model may guess from the interface anyway. A word that is
 * replaced by mistake changes what is built. So every doubt is decided for leaving it:
 *
 * - A word of the interface stays everywhere (`ms`, `clsx`, `once`): an export, a local name, a parameter, a member, a
 *   value in types or examples, an option of 05. There it means the thing itself and not the package.
 * - What stands in quotes or backticks with more around it is a literal, perhaps the text of an error, and stays. The
 *   name alone in them is a mention.
 * - A name that could be an ordinary word (`open`, `md5`, `base64`: no hyphen, slash or dot in it; digits do not help,
 *   encodings have them) is replaced only where the place says that a package is meant: after `npm install`, in
 *   `require('open')`, or as `` the `open` package``.
 * - A name with a hyphen, slash or dot is mostly a name, but `kebab-case` and `content-type` are terms as well. When
 *   one mention reads like a term (`converts to kebab-case`, `the content-type header`), all are held to the rule
 *   for ordinary words.
 *
 * 02, 06, 09 and 10 are not touched: exported names are part of what is specified.
 */
export function hideName(spec: Spec): HiddenName {
  const texts: Record<string, string> = { ...spec.texts };
  const hider = createNameHider(spec);
  for (const document of proseDocuments) texts[document] = hider.hide(texts[document] ?? '');
  const { replaced } = hider;
  return replaced === 0 ? { spec, replaced } : { spec: parseSpec(texts, spec.generatedAt), replaced };
}

export interface NameHider {
  /** The text with mentions of the original's name replaced, line by line. */
  hide(text: string): string;
  /** Mentions replaced so far. */
  readonly replaced: number;
}

/** Hides the name of one specification by the rules of `hideName`. */
export function createNameHider(spec: Spec): NameHider {
  const names = listSpellings(spec.packageName).filter((name) => !isInterfaceWord(spec, name));
  const rules = names.map((name) => ({ name, isName: /[-/.]/.test(name) && !isTerm(spec, name) }));
  let replaced = 0;
  const hideInLine = (line: string): string =>
    rules.reduce((text, { name, isName }) => {
      const mentions = findMentions(text, name).filter((mention) => isReplaced(mention, isName));
      replaced += mentions.length;
      return replaceMentions(text, mentions);
    }, line);
  return {
    hide: (text) => text.split('\n').map(hideInLine).join('\n'),
    get replaced() {
      return replaced;
    },
  };
}

/** The name, and without its scope, as people write it. */
function listSpellings(packageName: string): readonly string[] {
  const bare = packageName.replace(/^@[^/]+\//, '');
  return bare === packageName ? [packageName] : [packageName, bare];
}

function isTerm(spec: Spec, name: string): boolean {
  const { description } = spec.metadata;
  const lines = [description, ...proseDocuments.flatMap((document) => spec.texts[document].split('\n'))];
  return lines.some((line) => findMentions(line, name).some((mention) => mention.readsAsTerm));
}

function isReplaced({ place }: Mention, isName: boolean): boolean {
  return place === 'package' || (place === 'mention' && isName);
}

function replaceMentions(line: string, mentions: readonly Mention[]): string {
  let place = 0;
  const parts: string[] = [];
  for (const { start, end, text } of mentions) {
    parts.push(line.slice(place, start), text);
    place = end;
  }
  return `${parts.join('')}${line.slice(place)}`;
}
