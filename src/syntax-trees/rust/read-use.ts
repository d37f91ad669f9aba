import type { RustUse } from './types.ts';

const mostNames = 2_000;

/** The names that a `use` declaration brings, by its argument as written: `a::{b, c as d, e::*}`. */
export function readUse(argument: string): RustUse[] {
  const text = argument
    .replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ?(::|[{},]) ?/g, '$1')
    .trim();
  const found: RustUse[] = [];
  readTree(text, [], found, 0);
  return found;
}

function readTree(text: string, prefix: readonly string[], found: RustUse[], depth: number): void {
  if (depth > 20 || found.length >= mostNames) return;
  const open = text.indexOf('{');
  if (open === -1) {
    addLeaf(text, prefix, found);
    return;
  }
  const path = [...prefix, ...splitPath(text.slice(0, open))];
  for (const part of splitList(text.slice(open + 1, text.lastIndexOf('}')))) {
    readTree(part, path, found, depth + 1);
  }
}

function addLeaf(text: string, prefix: readonly string[], found: RustUse[]): void {
  const [written = '', alias] = text.split(' as ');
  const segments = splitPath(written);
  const last = segments.at(-1);
  if (last === undefined) return;
  // `a::{self}` is `a` itself.
  const path = last === 'self' && prefix.length > 0 ? [...prefix] : [...prefix, ...segments];
  const name = alias?.trim() ?? path.at(-1) ?? '';
  found.push(last === '*' ? { path: path.slice(0, -1), name: '*' } : { path, name });
}

function splitPath(text: string): string[] {
  return text
    .split('::')
    .map((segment) => segment.trim().replace(/^r#/, ''))
    .filter((segment) => segment !== '');
}

/** At the commas that no brace holds. */
function splitList(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const sign = text[at];
    if (sign === '{') depth += 1;
    else if (sign === '}') depth -= 1;
    else if (sign === undefined || (sign === ',' && depth === 0)) {
      const part = text.slice(start, at).trim();
      if (part !== '') parts.push(part);
      start = at + 1;
    }
  }
  return parts;
}
