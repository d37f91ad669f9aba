import { createHash } from 'node:crypto';

/** True for Go's hash of a module's files: `h1:` and the base64 of a SHA-256. */
export function isModuleHash(text: string): boolean {
  return /^h1:[A-Za-z0-9+/]{43}=$/.test(text);
}

/** Go's hash of files by their names in the archive and the SHA-256 of each, in hex. */
export function hashModuleFiles(files: ReadonlyMap<string, string>): string {
  // Go sorts by bytes; JavaScript's own order differs from it beyond the basic plane.
  const names = [...files.keys()].sort((left, right) =>
    Buffer.compare(Buffer.from(left), Buffer.from(right)),
  );
  const lines = names.map((name) => `${files.get(name)}  ${name}\n`);
  return `h1:${createHash('sha256').update(lines.join('')).digest('base64')}`;
}
