import { digestOf } from '../core/index.ts';
import { RegistryError } from './errors.ts';
import type { ClientConnection, ConnectingClient } from './http.ts';
import type { Netrc } from './netrc.ts';

/** What a registry needs to know of the user's client. */
export interface RegistryClient extends ConnectingClient {
  /** The Authorization header meant for a URL; null for none. */
  authorizationFor(url: URL): string | null;
  /** Hosts of the configured registries: other names at their addresses are taken for theirs. */
  readonly hosts: readonly string[];
}

export interface ClientAddress {
  /** Ends with `/`, holds no login. */
  readonly url: URL;
  /** The Authorization header for it; null when it has none of its own. */
  readonly authorization: string | null;
  /** Where the address was found, for people. */
  readonly origin: string;
}

type Environment = Readonly<Record<string, string | undefined>>;
type ReadFile = (path: string) => Promise<string | null>;

/** Reads an address of a registry; a login in it becomes a header. Throws RegistryError `bad-configuration`. */
export function parseClientAddress(text: string, origin: string): ClientAddress {
  const trimmed = text.trim();
  const url = URL.canParse(trimmed) ? new URL(trimmed) : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    const shown = trimmed.replace(/\/\/[^/@]*@/, '//***@').slice(0, 200);
    throw new RegistryError(
      'bad-configuration',
      `Cannot use the registry "${shown}" of ${origin}: expected an address that starts with https:// or http://`,
      { hint: 'Mend the setting there' },
    );
  }
  const { username, password } = url;
  url.username = '';
  url.password = '';
  url.search = '';
  url.hash = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return { url, origin, authorization: renderLogin(decode(username), decode(password)) };
}

/** The client of some addresses: credentials go to the origins that the user configured, and nowhere else. */
export function createRegistryClient(request: {
  addresses: readonly ClientAddress[];
  netrc: Netrc;
  connection: ClientConnection;
}): RegistryClient {
  const { addresses, netrc, connection } = request;
  const findAddress = (url: URL) =>
    addresses
      .filter((address) => address.url.origin === url.origin && url.pathname.startsWith(address.url.pathname))
      .toSorted((left, right) => right.url.pathname.length - left.url.pathname.length)[0] ??
    addresses.find((address) => address.url.origin === url.origin);
  return {
    connection,
    hosts: [...new Set(addresses.map(({ url }) => url.hostname))],
    authorizationFor(url) {
      const address = findAddress(url);
      if (address === undefined) return null;
      const { login, password } = netrc.get(url.hostname) ?? netrc.get('') ?? { login: '', password: '' };
      return address.authorization ?? renderLogin(login, password);
    },
    isRegistryHost: (hostname, port) =>
      addresses.some(({ url }) => url.hostname === hostname && (port === undefined || url.port === port)),
  };
}

/** Tells the logins of an answer apart: who shows a certificate of his own is somebody. Empty without one. */
export function renderCertificateIdentity({ clientCertificates }: ClientConnection): string {
  return clientCertificates.size === 0
    ? ''
    : digestOf([...clientCertificates.values()].map(({ certificate }) => certificate));
}

/** Proxy and certificates as a client finds them that follows the usual variables. Throws `bad-configuration`. */
export async function readConnection(request: {
  environment: Environment;
  readFile: ReadFile;
  /** From the client's own setting; null leaves it to the environment. */
  proxy: string | null;
  /** File of authorities that a setting names; must be there. */
  authorities: { readonly path: string; readonly setting: string } | null;
  /** Variables that name such a file for clients of this kind; need not be there. */
  authorityVariables: readonly string[];
  /** File with the client's own certificate and key. */
  clientCertificate?: { readonly path: string; readonly setting: string } | null;
}): Promise<ClientConnection> {
  const { environment, proxy } = request;
  const read = (...names: string[]) => names.map((name) => environment[name]).find((value) => value) ?? '';
  const all = read('all_proxy', 'ALL_PROXY').replace(/^socks.*/i, '');
  const own = request.clientCertificate ?? null;
  const pem = own === null ? null : await readNamedFile(request.readFile, own);
  return {
    httpProxy: proxy ?? (read('http_proxy') || all),
    httpsProxy: proxy ?? (read('https_proxy', 'HTTPS_PROXY') || all),
    noProxy: read('no_proxy', 'NO_PROXY'),
    certificateAuthorities: await readAuthorities(request),
    strictTls: true,
    clientCertificates: new Map(pem === null ? [] : [['', { certificate: pem, key: pem }]]),
  };
}

async function readAuthorities(request: {
  environment: Environment;
  readFile: ReadFile;
  authorities: { readonly path: string; readonly setting: string } | null;
  authorityVariables: readonly string[];
}): Promise<string[]> {
  const { environment, readFile, authorities, authorityVariables } = request;
  const implied = authorityVariables.map((name) => environment[name]).find((path) => path);
  const text =
    authorities === null
      ? await (implied === undefined ? null : readFile(implied))
      : await readNamedFile(readFile, authorities);
  if (text === null) return [];
  // A list of our own replaces what Node adds by itself.
  const extra = environment.NODE_EXTRA_CA_CERTS;
  const added = extra ? await readFile(extra) : null;
  return added === null || added === text ? [text] : [text, added];
}

async function readNamedFile(
  readFile: ReadFile,
  named: { readonly path: string; readonly setting: string },
): Promise<string> {
  const text = await readFile(named.path);
  if (text !== null) return text;
  throw new RegistryError(
    'bad-configuration',
    `Cannot read the file "${named.path}" that ${named.setting} names: it is not there or not readable`,
    { hint: 'Mend the setting, or remove it' },
  );
}

function renderLogin(login: string, password: string): string | null {
  return login === '' && password === ''
    ? null
    : `Basic ${Buffer.from(`${login}:${password}`, 'utf8').toString('base64')}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
