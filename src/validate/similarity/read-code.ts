import { readJavaScript } from './languages/javascript/read-javascript.ts';
import { go } from './languages/trees/go.ts';
import { python } from './languages/trees/python.ts';
import { rust } from './languages/trees/rust.ts';
import { type Grammar, readWithGrammar } from './languages/trees/tree-reader.ts';
import type { ReadFile } from './operations/operation.ts';

interface Reader {
  readonly language: string;
  readonly ends: RegExp;
  read(path: string, text: string): Promise<ReadFile>;
}

/** One reader for each language, by the ends of its files' names. */
const readers: readonly Reader[] = [
  { language: 'javascript', ends: /\.[cm]?[jt]sx?$/, read: readJavaScript },
  readerOf(python, /\.py$/),
  readerOf(go, /\.go$/),
  readerOf(rust, /\.rs$/),
];

function readerOf(grammar: Grammar, ends: RegExp): Reader {
  return {
    language: grammar.language,
    ends,
    read: (path, text) => readWithGrammar(grammar, path, text),
  };
}

/** Null for a file that no reader knows. */
export function languageOf(path: string): string | null {
  return readers.find(({ ends }) => ends.test(path))?.language ?? null;
}

/** Brings every file of a language that is known into operations, one after the other; others are left out. */
export async function* readFiles(files: Readonly<Record<string, string>>): AsyncGenerator<ReadFile> {
  for (const [path, text] of Object.entries(files)) {
    const reader = readers.find(({ ends }) => ends.test(path));
    if (reader !== undefined) yield await reader.read(path, text);
  }
}

/** All of them at once. */
export async function readCode(files: Readonly<Record<string, string>>): Promise<ReadFile[]> {
  const read: ReadFile[] = [];
  for await (const file of readFiles(files)) read.push(file);
  return read;
}
