import highlighter from 'highlight.js/lib/core';
import go from 'highlight.js/lib/languages/go';
import ini from 'highlight.js/lib/languages/ini';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import markdown from 'highlight.js/lib/languages/markdown';
import python from 'highlight.js/lib/languages/python';
import rust from 'highlight.js/lib/languages/rust';
import typescript from 'highlight.js/lib/languages/typescript';
import { type Token, TokenEmitter } from './emitter.ts';

const languages = { go, ini, javascript, json, markdown, python, rust, typescript };
for (const [name, language] of Object.entries(languages)) highlighter.registerLanguage(name, language);
highlighter.configure({ __emitter: TokenEmitter });

const endings = new Map<string, keyof typeof languages>([
  ...(['js', 'mjs', 'cjs', 'jsx'] as const).map((ending) => [ending, 'javascript'] as const),
  ...(['ts', 'mts', 'cts', 'tsx'] as const).map((ending) => [ending, 'typescript'] as const),
  ...(['py', 'pyi'] as const).map((ending) => [ending, 'python'] as const),
  ['rs', 'rust'],
  ['go', 'go'],
  ['json', 'json'],
  ['md', 'markdown'],
  ['toml', 'ini'],
]);

/** Beyond it colours take longer than a reader waits. */
const mostText = 200_000;
const longestLine = 2000;

/** Null for what has no colours: other languages, and text that is too long. */
export function findTokens(path: string, text: string): readonly Token[] | null {
  const language = endings.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase());
  if (language === undefined || text.length > mostText) return null;
  if (text.split('\n').some((line) => line.length > longestLine)) return null;
  const result = highlighter.highlight(text, { language, ignoreIllegals: true });
  const { tokens } = result._emitter as TokenEmitter;
  // It may give up in the middle: nothing may be lost.
  return tokens.reduce((length, token) => length + token.text.length, 0) === text.length ? tokens : null;
}
