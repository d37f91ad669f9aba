/** Logins by host, from a .netrc file; the entry without a host is under the empty name. */
export type Netrc = ReadonlyMap<string, { readonly login: string; readonly password: string }>;

const largestNetrc = 1024 * 1024;

/** Reads machines, logins and passwords; macros and accounts are passed over. A file that makes no sense gives nothing. */
export function parseNetrc(text: string): Netrc {
  const logins = new Map<string, { login: string; password: string }>();
  const words = text.length > largestNetrc ? [] : readWords(text);
  let current: { login: string; password: string } | null = null;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === 'default' || word === 'machine') {
      const host = word === 'default' ? '' : (words[++index] ?? '').toLowerCase();
      current = { login: '', password: '' };
      // The first entry of a host counts, as it does for the clients.
      if (!logins.has(host)) logins.set(host, current);
    } else if (word === 'login' && current !== null) current.login = words[++index] ?? '';
    else if (word === 'password' && current !== null) current.password = words[++index] ?? '';
    else if (word === 'account') index += 1;
  }
  return logins;
}

function readWords(text: string): string[] {
  const words: string[] = [];
  let isMacro = false;
  for (const line of text.split(/\r?\n/)) {
    // A macro ends with an empty line.
    if (line.trim() === '') isMacro = false;
    if (isMacro) continue;
    for (const [, quoted, bare] of line.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)) {
      if (bare?.startsWith('#')) break;
      if (bare === 'macdef') {
        isMacro = true;
        break;
      }
      words.push(bare ?? (quoted ?? '').replace(/\\(.)/g, '$1'));
    }
  }
  return words;
}
