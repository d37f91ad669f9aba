/** A repository at a host whose interface for README files is known. */
export interface RepositoryAddress {
  readonly host: 'github.com' | 'gitlab.com';
  readonly owner: string;
  readonly name: string;
}

const segment = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/;

/** Reads the spellings of a repository in a manifest: URL, `git+ssh`, `git@host:owner/name`, `owner/name`. */
export function parseRepositoryAddress(text: string): RepositoryAddress | null {
  const trimmed = text.trim();
  if (trimmed.length > 500) return null;
  const short = /^(?:(github|gitlab):)?([^/:@\s]+)\/([^/:@\s#]+)(?:#.*)?$/.exec(trimmed);
  if (short !== null) return build(`${short[1] ?? 'github'}.com`, short[2], short[3]);
  const secureShell = /^(?:[\w-]+@)([\w.-]+):([^/\s]+)\/([^/\s#]+)(?:#.*)?$/.exec(trimmed);
  if (secureShell !== null) return build(secureShell[1], secureShell[2], secureShell[3]);
  const address = trimmed.replace(/^git\+/, '');
  if (!/^(?:https?|git|ssh):\/\//.test(address) || !URL.canParse(address)) return null;
  const url = new URL(address);
  const [owner, name] = url.pathname.split('/').filter((part) => part !== '');
  return build(url.hostname, owner, name);
}

/** Where the host gives the README of the default branch as text. */
export function readmeUrl(address: RepositoryAddress): string {
  if (address.host === 'github.com') {
    return `https://api.github.com/repos/${address.owner}/${address.name}/readme`;
  }
  const project = encodeURIComponent(`${address.owner}/${address.name}`);
  return `https://gitlab.com/api/v4/projects/${project}/repository/files/README.md/raw?ref=HEAD`;
}

function build(host: string | undefined, owner: string | undefined, name: string | undefined) {
  const plain = host?.toLowerCase().replace(/^www\./, '');
  const bare = name?.replace(/\.git$/, '');
  if (plain !== 'github.com' && plain !== 'gitlab.com') return null;
  if (owner === undefined || bare === undefined || !segment.test(owner) || !segment.test(bare)) return null;
  return { host: plain, owner, name: bare } satisfies RepositoryAddress;
}
