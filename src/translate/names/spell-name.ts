import type { Family } from '../model.ts';
import { splitWords } from './split-words.ts';

/** What a name stands for; the convention depends on it. `private` is a local variable or a parameter. */
export type NameRole = 'function' | 'type' | 'constant' | 'member' | 'field' | 'local';

const initialisms = new Set(
  'api ascii css dns eof html http https id ip json jwt os ram rgb sql ssh tcp tls ui uid uri url utf uuid xml'.split(
    ' ',
  ),
);

const reserved: Readonly<Record<Family, ReadonlySet<string>>> = {
  javascript: new Set(
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield'.split(
      ' ',
    ),
  ),
  python: new Set(
    'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return self try while with yield'.split(
      ' ',
    ),
  ),
  rust: new Set(
    'Self abstract as async await become box break const continue crate do dyn else enum extern false final fn for gen if impl in let loop macro match mod move mut override priv pub ref return self static struct super trait true try type typeof unsafe unsized use virtual where while yield'.split(
      ' ',
    ),
  ),
  go: new Set(
    'break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var any bool byte error false float64 int iota len nil rune string true'.split(
      ' ',
    ),
  ),
};

/** A name as the language's convention has it; what is no name there gets a letter in front, reserved words a mark behind. */
export function spellName(family: Family, role: NameRole, name: string): string {
  const words = splitWords(name);
  if (words.length === 0) return spellName(family, role, 'value');
  const spelled = spellWords(family, role, { words, name });
  const legal = /^\p{N}/u.test(spelled)
    ? `${family === 'go' && role !== 'local' ? 'N' : 'n'}${spelled}`
    : spelled;
  // Members are read behind a point, where JavaScript reserves nothing.
  const isFree = family === 'javascript' && (role === 'member' || role === 'field');
  return !isFree && reserved[family].has(legal) ? `${legal}_` : legal;
}

interface NameParts {
  readonly words: readonly string[];
  readonly name: string;
}

function spellWords(family: Family, role: NameRole, { words, name }: NameParts): string {
  const isScreaming = /^[\p{Lu}\p{N}_]+$/u.test(name) && name.length > 1;
  switch (family) {
    case 'go':
      return role === 'local' ? camel(words, upperInitialism) : words.map(goWord).join('');
    case 'javascript':
      if (role === 'type') return pascal(words);
      return role === 'constant' && isScreaming ? screaming(words) : camel(words, capitalize);
    default:
      if (role === 'type') return pascal(words);
      return role === 'constant' ? screaming(words) : words.join('_');
  }
}

function goWord(word: string): string {
  return initialisms.has(word) ? word.toUpperCase() : capitalize(word);
}

function upperInitialism(word: string): string {
  return goWord(word);
}

function camel(words: readonly string[], spell: (word: string) => string): string {
  return words.map((word, index) => (index === 0 ? word : spell(word))).join('');
}

function pascal(words: readonly string[]): string {
  return words.map(capitalize).join('');
}

function screaming(words: readonly string[]): string {
  return words.join('_').toUpperCase();
}

function capitalize(word: string): string {
  const [first = '', ...others] = word;
  return first.toUpperCase() + others.join('');
}

/** What consumers of a language import: `left_pad` for `left-pad` or `@scope/left-pad`, `leftpad` in Go. */
export function spellPackage(family: Family, packageName: string): string {
  const last =
    packageName
      .replace(/\/v\d+$/, '')
      .split('/')
      .at(-1) ?? packageName;
  const words = splitWords(last.replace(/\.(?:js|py|rs|go)$/i, ''));
  const text = family === 'go' ? words.join('') : words.join('_');
  const legal = /^\p{L}/u.test(text) ? text : `n${text}`;
  return reserved[family].has(legal) ? `${legal}_` : legal;
}
