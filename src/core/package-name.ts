import { problemOfNpmName } from './npm-name.ts';
import type { Ecosystem } from './package-id.ts';

const longestPythonName = 214;
const longestCrateName = 64;
const longestModulePath = 512;
// As for npm: legal spellings, but a map keyed by them is a trap in some place of some program sooner or later.
const prototypeKeys = new Set(['__proto__', 'constructor', 'prototype']);
// Files that Windows cannot hold under any ending; Go refuses module paths with them.
const windowsNames = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/i;

/**
 * Why the ecosystem's own client would not take this as a package's name, or null when it would. A name that passes
 * holds no white space, control character, `..`, `%`, `?`, `#` or backslash, and a slash only for npm scopes and Go.
 */
export function problemOfPackageName(ecosystem: Ecosystem, name: string): string | null {
  if (name === '') return 'the name is empty';
  if (prototypeKeys.has(name)) return 'the name is a reserved key of JavaScript objects';
  switch (ecosystem) {
    case 'npm':
      return problemOfNpmName(name);
    case 'pypi':
      return problemOfPythonName(name);
    case 'crates':
      return problemOfCrateName(name);
    case 'go':
      return problemOfModulePath(name);
  }
}

/** By PEP 508: letters, digits, `.`, `-` and `_`, with a letter or digit at both ends. */
function problemOfPythonName(name: string): string | null {
  if (name.length > longestPythonName) return `the name is longer than ${longestPythonName} characters`;
  if (!/^[A-Za-z0-9._-]+$/.test(name)) return 'the name holds characters that Python packages may not have';
  if (/^[._-]|[._-]$/.test(name)) return 'the name should start and end with a letter or a digit';
  return null;
}

function problemOfCrateName(name: string): string | null {
  if (name.length > longestCrateName) return `the name is longer than ${longestCrateName} characters`;
  if (!/^[A-Za-z0-9_-]+$/.test(name)) return 'the name holds characters that crates may not have';
  if (!/^[A-Za-z]/.test(name)) return 'the name should start with a letter';
  return null;
}

/** By the rules of Go's module paths for modules that a proxy can hold: the first element is a host with a dot. */
function problemOfModulePath(path: string): string | null {
  if (path.length > longestModulePath) return `the path is longer than ${longestModulePath} characters`;
  if (!/^[A-Za-z0-9._~/-]+$/.test(path)) return 'the path holds characters that modules may not have';
  const elements = path.split('/');
  const host = elements[0] ?? '';
  if (!/^[a-z0-9.-]+$/.test(host) || !host.includes('.') || host.startsWith('-')) {
    return 'the path should start with a host in small letters, as in example.org/module';
  }
  const element = elements.find((each) => each === '' || /^\.|\.$/.test(each));
  if (element !== undefined) return 'no part of the path may be empty, or start or end with a dot';
  // The part before the first dot is what Windows sees; a tail like ~1 is a short name there.
  const stems = elements.map((each) => each.split('.')[0] ?? '');
  if (stems.some((stem) => windowsNames.test(stem) || /~\d+$/.test(stem))) {
    return 'a part of the path is a name that Windows reserves';
  }
  const major = /^v(\d+)$/.exec(elements.at(-1) ?? '')?.[1];
  if (major !== undefined && elements.length > 1 && (major === '1' || major.startsWith('0'))) {
    return 'the path ends with a major version below 2, which Go leaves out';
  }
  return null;
}
