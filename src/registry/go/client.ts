import { join } from 'node:path';
import { createRegistryClient, parseClientAddress, type RegistryClient, readConnection } from '../client.ts';
import { RegistryError } from '../errors.ts';
import { parseNetrc } from '../netrc.ts';
import { matchesPathPatterns } from './glob-patterns.ts';

export interface GoClientPorts {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory: string;
  readonly platform: NodeJS.Platform;
  /** The text of a file; null when it is not there or not readable. */
  readonly readFile: (path: string) => Promise<string | null>;
  /** What the installed Go says that these variables are; null when there is none. */
  readonly askGo: (names: readonly string[]) => Promise<ReadonlyMap<string, string> | null>;
  /** From phalus's own configuration (`registries.go`), a list as in GOPROXY; wins over Go's. Empty is not set. */
  readonly override: string;
}

/** One of GOPROXY's list. After `any` the next is asked whatever goes wrong, after `absent` when a module is not there. */
export type ProxyStep =
  | { readonly kind: 'proxy'; readonly url: URL; readonly next: 'any' | 'absent' }
  | { readonly kind: 'direct' }
  | { readonly kind: 'off' };

/** The user's own Go, as far as reading modules needs it. */
export interface GoClient extends RegistryClient {
  /** Proxies in the order in which they are asked; empty when none is known. */
  readonly proxies: readonly ProxyStep[];
  /** True for a module that GOPRIVATE or GONOPROXY keeps from proxies. */
  isPrivate(path: string): boolean;
}

const names = ['GOPROXY', 'GONOPROXY', 'GOPRIVATE', 'GOAUTH'] as const;
const mostProxies = 20;

/** Reads Go's settings. Throws RegistryError `bad-configuration`. */
export async function readGoClient(ports: GoClientPorts): Promise<GoClient> {
  const settings = (await ports.askGo(names)) ?? (await readWithoutGo(ports));
  const list = ports.override || settings.get('GOPROXY') || '';
  const origin = ports.override === '' ? "Go's GOPROXY" : 'the setting registries.go';
  const parsed = parseProxyList(list, origin);
  const authentication = settings.get('GOAUTH') ?? 'netrc';
  const netrc = /\bnetrc\b/.test(authentication || 'netrc') ? await readNetrc(ports) : '';
  const connection = await readConnection({
    environment: ports.environment,
    readFile: ports.readFile,
    proxy: null,
    authorities: null,
    authorityVariables: ['SSL_CERT_FILE'],
  });
  const kept = settings.get('GONOPROXY') || settings.get('GOPRIVATE') || '';
  return {
    ...createRegistryClient({ addresses: parsed.addresses, netrc: parseNetrc(netrc), connection }),
    proxies: parsed.steps,
    // An address of phalus's own says where to look, whatever Go may do.
    isPrivate: (path) => ports.override === '' && kept !== 'none' && matchesPathPatterns(kept, path),
  };
}

function parseProxyList(list: string, origin: string) {
  const addresses = [];
  const steps: ProxyStep[] = [];
  for (const [, text = '', sign] of list.matchAll(/([^,|]+)([,|])?/g)) {
    const word = text.trim();
    if (steps.length >= mostProxies || word === '') continue;
    if (word === 'direct' || word === 'off') {
      steps.push({ kind: word });
      continue;
    }
    const address = parseClientAddress(word, origin);
    addresses.push(address);
    steps.push({ kind: 'proxy', url: address.url, next: sign === '|' ? 'any' : 'absent' });
  }
  return { addresses, steps };
}

/** The variables and the file of `go env -w`, for a machine without Go. */
async function readWithoutGo(ports: GoClientPorts): Promise<ReadonlyMap<string, string>> {
  const { environment, homeDirectory, platform } = ports;
  const folder =
    platform === 'win32'
      ? environment.APPDATA || join(homeDirectory, 'AppData', 'Roaming')
      : platform === 'darwin'
        ? join(homeDirectory, 'Library', 'Application Support')
        : environment.XDG_CONFIG_HOME || join(homeDirectory, '.config');
  const path = environment.GOENV || join(folder, 'go', 'env');
  const text = path === 'off' ? '' : ((await ports.readFile(path)) ?? '');
  const settings = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const equals = line.indexOf('=');
    if (equals > 0) settings.set(line.slice(0, equals).trim(), line.slice(equals + 1).trim());
  }
  for (const name of names) {
    const value = environment[name];
    if (value) settings.set(name, value);
  }
  return settings;
}

async function readNetrc({ environment, homeDirectory, platform, readFile }: GoClientPorts): Promise<string> {
  const path = environment.NETRC || join(homeDirectory, platform === 'win32' ? '_netrc' : '.netrc');
  return (await readFile(path)) ?? '';
}

export function describeNoProxy(): RegistryError {
  return new RegistryError(
    'no-address',
    'Cannot find a module proxy: no variable names one, and no Go is installed to ask',
    { hint: "Set registries.go in phalus's configuration (PHALUS_REGISTRIES__GO), or GOPROXY" },
  );
}
