import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { EnvHttpProxyAgent, fetch as undiciFetch } from 'undici';
import type { Fetch } from '../core/index.ts';
import { isPrivateAddress } from '../core/ip-address.ts';

/** How to connect, as the user's client would. */
export interface ClientConnection {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
  /** Certificates in PEM that replace the built-in ones; empty keeps those (and NODE_EXTRA_CA_CERTS with them). */
  readonly certificateAuthorities: readonly string[];
  readonly strictTls: boolean;
  /** The client's own certificate and key in PEM, by the place they are meant for. */
  readonly clientCertificates: ReadonlyMap<string, { readonly certificate: string; readonly key: string }>;
}

export interface ConnectingClient {
  readonly connection: ClientConnection;
  /** True for the host of a registry that the user configured; with a port, only for a registry there. */
  isRegistryHost(hostname: string, port?: string): boolean;
}

export interface RegistryHttp {
  readonly fetch: Fetch;
  close(): Promise<void>;
}

const connectTimeoutMs = 15_000;
// Without a byte for so long the other side counts as gone.
const idleTimeoutMs = 60_000;

/**
 * A `fetch` that goes the user's way: the client's proxy, certificate authorities and client certificate. A name that is no
 * registry of the configuration and resolves to a private address is refused when it connects, so that a name's
 * answer cannot change between a check and its use.
 *
 * Many registries keep their files under another name than their index. With `siblingHosts` such a name may resolve to a
 * private address when it is the very address of one of these hosts, over HTTPS at its usual port: the user's own
 * configuration leads to that machine already.
 */
export function createHttp(options: {
  client: ConnectingClient;
  siblingHosts?: readonly string[];
}): RegistryHttp {
  const { client, siblingHosts = [] } = options;
  const strict = createDispatcher(client, []);
  const lenient = siblingHosts.length === 0 ? strict : createDispatcher(client, siblingHosts);
  return {
    fetch: (input, init) => {
      const url = typeof input === 'string' && URL.canParse(input) ? new URL(input) : null;
      const isUsual = url?.protocol === 'https:' && url.port === '';
      return undiciFetch(input, { ...init, dispatcher: isUsual ? lenient : strict });
    },
    close: async () => {
      await Promise.all([...new Set([strict, lenient])].map((dispatcher) => dispatcher.close()));
    },
  };
}

function createDispatcher(client: ConnectingClient, siblingHosts: readonly string[]): EnvHttpProxyAgent {
  const { connection } = client;
  const tls = {
    rejectUnauthorized: connection.strictTls,
    ...(connection.certificateAuthorities.length === 0 ? {} : { ca: [...connection.certificateAuthorities] }),
    ...pickClientCertificate(client),
  };
  // Empty strings matter: left out, undici would read the environment by itself.
  return new EnvHttpProxyAgent({
    httpProxy: connection.httpProxy,
    httpsProxy: connection.httpsProxy,
    noProxy: connection.noProxy,
    headersTimeout: idleTimeoutMs,
    bodyTimeout: idleTimeoutMs,
    connect: { ...tls, timeout: connectTimeoutMs, lookup: createGuardedLookup(client, siblingHosts) },
    requestTls: tls,
    proxyTls: tls,
  });
}

// One connection pool can show one certificate, so it must not matter to whom.
function pickClientCertificate(client: ConnectingClient): { cert?: string; key?: string } {
  const [only, ...others] = client.connection.clientCertificates.values();
  return only === undefined || others.length > 0 ? {} : { cert: only.certificate, key: only.key };
}

type LookupCallback = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

type Resolve = (hostname: string, options: LookupOptions) => Promise<readonly LookupAddress[]>;

const resolveAll: Resolve = (hostname, options) =>
  new Promise((done, fail) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) =>
      error === null ? done(addresses) : fail(error),
    );
  });

/** The lookup of a connection, which decides on addresses; `resolve` is there for tests. */
export function createGuardedLookup(
  client: Pick<ConnectingClient, 'isRegistryHost'>,
  siblingHosts: readonly string[],
  resolve: Resolve = resolveAll,
) {
  const findSiblings = async (options: LookupOptions): Promise<Set<string>> => {
    const found = await Promise.allSettled(siblingHosts.map((host) => resolve(host, options)));
    return new Set(
      found.flatMap((each) => (each.status === 'fulfilled' ? each.value : [])).map(({ address }) => address),
    );
  };
  const choose = async (hostname: string, options: LookupOptions): Promise<readonly LookupAddress[]> => {
    const addresses = await resolve(hostname, options);
    if (client.isRegistryHost(hostname)) return addresses;
    const open = addresses.filter(({ address }) => !isPrivateAddress(address));
    if (open.length > 0 || siblingHosts.length === 0) return open;
    const siblings = await findSiblings(options);
    return addresses.filter(({ address }) => siblings.has(address));
  };
  return (hostname: string, options: LookupOptions, callback: LookupCallback): void => {
    choose(hostname, options).then(
      (allowed) => {
        const [first] = allowed;
        if (first === undefined) return callback(refuse(hostname), []);
        if (options.all === true) return callback(null, [...allowed]);
        callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    );
  };
}

function refuse(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`the name "${hostname}" leads to a private address`), { code: 'EPRIVATE' });
}
