import { anyType, type NeutralCallable, type NeutralParameter, type NeutralType } from '../model.ts';
import { holds } from '../refine/type-tools.ts';
import { readGoResults, readGoType } from '../type-text/read-go-type.ts';
import { readPythonType } from '../type-text/read-python-type.ts';
import { readRustType } from '../type-text/read-rust-type.ts';
import { makeParameter, type ReadDefault } from './make-parameter.ts';
import { findBrackets, splitTopLevel } from './split-parameters.ts';

/** A signature of Python, Rust or Go as text: `def f(a: str = "x") -> str`; null when it has no brackets. */
export function readTextCallable(
  language: 'python' | 'rust' | 'go',
  text: string,
  readDefault: ReadDefault,
): (NeutralCallable & { readonly hasReceiver: boolean }) | null {
  if (language === 'python') return readPythonCallable(text, readDefault);
  return language === 'rust' ? readRustCallable(text) : readGoCallable(text);
}

function attempt(read: () => NeutralType): NeutralType {
  try {
    return read();
  } catch {
    // A type that says nothing to us says nothing to the target either.
    return anyType;
  }
}

function readPythonCallable(
  text: string,
  readDefault: ReadDefault,
): (NeutralCallable & { hasReceiver: boolean }) | null {
  const brackets = findBrackets(text, 0);
  if (brackets === null) return null;
  const generics = new Set<string>();
  const parts = splitTopLevel(brackets.inside, ',');
  const hasReceiver = /^(?:self|cls)\b/.test(parts[0] ?? '');
  const parameters: NeutralParameter[] = [];
  let keywordOnly = false;
  for (const part of hasReceiver ? parts.slice(1) : parts) {
    if (part === '/' || part.startsWith('**')) continue;
    if (part === '*') {
      keywordOnly = true;
      continue;
    }
    const rest = part.startsWith('*');
    const [declared = '', ...defaults] = splitTopLevel(part.replace(/^\*/, ''), '=');
    const [name = '', type] = splitTopLevel(declared, ':');
    const value = defaults.join('=').trim();
    parameters.push(
      makeParameter({
        name,
        type: type === undefined ? anyType : attempt(() => readPythonType(type, generics)),
        optional: value !== '',
        rest,
        keywordOnly,
        default: value === '' ? null : readDefault(value),
      }),
    );
    if (rest) keywordOnly = true;
  }
  const returned = /^\s*->\s*([^:]+?)\s*:?\s*$/.exec(text.slice(brackets.end))?.[1];
  const returns = returned === undefined ? anyType : attempt(() => readPythonType(returned, generics));
  return { typeParameters: findTypeParameters(parameters), parameters, returns, fails: false, hasReceiver };
}

/** In Python a type variable is declared elsewhere; what looks like one is one. */
function findTypeParameters(parameters: readonly NeutralParameter[]): string[] {
  const names = new Set<string>();
  for (const { type } of parameters)
    holds(type, (inner) => {
      if (inner.kind === 'parameter') names.add(inner.name);
      return false;
    });
  return [...names];
}

function readRustCallable(text: string): (NeutralCallable & { hasReceiver: boolean }) | null {
  const head = /\bfn\s+(?:r#)?\w+\s*/.exec(text);
  const from = head === null ? 0 : head.index + head[0].length;
  const angle = text[from] === '<' ? findBrackets(text, from, '<') : null;
  const brackets = findBrackets(text, angle?.end ?? from);
  if (brackets === null) return null;
  const tail = text.slice(brackets.end);
  const generics = readRustGenerics(`${angle?.inside ?? ''},${/\bwhere\b(.*)$/s.exec(tail)?.[1] ?? ''}`);
  const parts = splitTopLevel(brackets.inside, ',');
  const hasReceiver = /^&?\s*(?:'\w+\s+)?(?:mut\s+)?self\b/.test(parts[0] ?? '');
  const parameters = (hasReceiver ? parts.slice(1) : parts).map((part) => {
    const [name = 'value', ...types] = splitTopLevel(part, ':');
    const type = attempt(() => readRustType(types.join(':').replaceAll(': :', '::'), generics).type);
    return makeParameter({
      name: name.replace(/^(?:mut|ref)\s+/, ''),
      type: type.kind === 'optional' ? type.item : type,
      optional: type.kind === 'optional',
      rest: false,
      default: null,
    });
  });
  const returned = /^\s*->\s*(.+?)\s*(?:\bwhere\b.*)?[;{]?\s*$/s.exec(tail)?.[1];
  let fails = false;
  const returns =
    returned === undefined
      ? ({ kind: 'null' } satisfies NeutralType)
      : attempt(() => {
          const read = readRustType(returned, generics);
          fails = read.fails || /\bResult\b/.test(returned);
          return read.type;
        });
  if (returned !== undefined && /^(?:[\w:]*::)?Result\b/.test(returned)) fails = true;
  return { typeParameters: [...generics.keys()], parameters, returns, fails, hasReceiver };
}

function readRustGenerics(text: string): ReadonlyMap<string, string> {
  const generics = new Map<string, string>();
  for (const part of splitTopLevel(text, ',')) {
    const [name = '', ...bounds] = part.split(/:(?!:)/);
    if (!/^[A-Z]\w*$/.test(name.trim())) continue;
    generics.set(name.trim(), `${generics.get(name.trim()) ?? ''} ${bounds.join(':').trim()}`.trim());
  }
  return generics;
}

function readGoCallable(text: string): (NeutralCallable & { hasReceiver: boolean }) | null {
  const receiver = /^func\s*\(/.test(text) ? findBrackets(text, 0) : null;
  const rest = text.slice(receiver?.end ?? 0);
  const square = /^(?:func\s+)?\s*\w+\s*\[/.test(rest) ? findBrackets(rest, 0, '[') : null;
  const brackets = findBrackets(rest, square?.end ?? 0);
  if (brackets === null) return null;
  const generics = new Set(
    splitTopLevel(square?.inside ?? '', ',').flatMap((part) => /^\w+/.exec(part)?.[0] ?? []),
  );
  const results = readResults(rest.slice(brackets.end).replace(/\{?\s*$/, ''), generics);
  return {
    typeParameters: [...generics],
    parameters: readGoParameters(brackets.inside, generics),
    returns: results.type,
    fails: results.fails,
    hasReceiver: receiver !== null,
  };
}

function readResults(text: string, generics: ReadonlySet<string>): { type: NeutralType; fails: boolean } {
  try {
    return readGoResults(text, generics);
  } catch {
    return { type: anyType, fails: /\berror\b/.test(text) };
  }
}

/** `a, b string` gives both the type that stands behind the last. */
function readGoParameters(text: string, generics: ReadonlySet<string>): NeutralParameter[] {
  const parts = splitTopLevel(text, ',').map((part) => /^([\p{L}_]\w*)\s+(.+)$/su.exec(part) ?? part);
  const isNamed = parts.some((part) => typeof part !== 'string');
  let following = 'any';
  const read = parts.reverse().map((part, index) => {
    const [name, typeText] =
      typeof part !== 'string'
        ? [part[1] ?? '', part[2] ?? 'any']
        : isNamed
          ? [part, following]
          : [`value${parts.length - index}`, part];
    following = typeText;
    const type = attempt(() => readGoType(typeText, generics));
    return makeParameter({
      name,
      type: type.kind === 'optional' ? type.item : type,
      optional: type.kind === 'optional',
      rest: typeText.startsWith('...'),
      default: null,
    });
  });
  return read.reverse();
}
