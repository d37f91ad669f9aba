const maxNpmNameLength = 214;
const reservedNames = new Set(['node_modules', 'favicon.ico']);
// Legal spellings, but a map keyed by them is a trap in some place of some program sooner or later.
const prototypeKeys = new Set(['__proto__', 'constructor', 'prototype']);
// The characters that encodeURIComponent leaves alone: a name may hold nothing else.
const urlSafe = /^[A-Za-z0-9\-_.!~*'()]+$/;

/**
 * Why npm would not take this as a package's name, or null when it would. By the rules for names that already exist,
 * so capitals and `~'!()*` pass; a name that passes is safe as one segment of a URL once its slash is encoded.
 */
export function problemOfNpmName(name: string): string | null {
  if (name === '') return 'the name is empty';
  if (name.length > maxNpmNameLength) return `the name is longer than ${maxNpmNameLength} characters`;
  const match = /^@([^/]+)\/([^/]+)$/.exec(name);
  const parts = match === null ? [name] : [match[1] ?? '', match[2] ?? ''];
  const bare = parts.at(-1) ?? '';
  if (prototypeKeys.has(bare)) return 'the name is a reserved key of JavaScript objects';
  if (reservedNames.has(bare.toLowerCase())) return 'npm reserves the name';
  if (parts.some((part) => !urlSafe.test(part))) return 'the name holds characters that npm does not allow';
  if (/^[._]/.test(bare)) return 'the name starts with a dot or an underscore';
  if (parts.some((part) => part.startsWith('.'))) return 'the scope starts with a dot';
  return null;
}
