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
 */
export function createHttp(options: { client: ConnectingClient }): RegistryHttp {
  const { client } = options;
  const { connection } = client;
  const tls = {
    rejectUnauthorized: connection.strictTls,
    ...(connection.certificateAuthorities.length === 0 ? {} : { ca: [...connection.certificateAuthorities] }),
    ...pickClientCertificate(client),
  };
  // Empty strings matter: left out, undici would read the environment by itself.
  const dispatcher = new EnvHttpProxyAgent({
    httpProxy: connection.httpProxy,
    httpsProxy: connection.httpsProxy,
    noProxy: connection.noProxy,
    headersTimeout: idleTimeoutMs,
    bodyTimeout: idleTimeoutMs,
    connect: { ...tls, timeout: connectTimeoutMs, lookup: createGuardedLookup(client) },
    requestTls: tls,
    proxyTls: tls,
  });
  return {
    fetch: (input, init) => undiciFetch(input, { ...init, dispatcher }),
    close: () => dispatcher.close(),
  };
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

function createGuardedLookup(client: ConnectingClient) {
  return (hostname: string, options: LookupOptions, callback: LookupCallback): void => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, []);
      const allowed = client.isRegistryHost(hostname)
        ? addresses
        : addresses.filter(({ address }) => !isPrivateAddress(address));
      const first = allowed[0];
      if (first === undefined) return callback(refuse(hostname), []);
      if (options.all === true) return callback(null, allowed);
      callback(null, first.address, first.family);
    });
  };
}

function refuse(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`the name "${hostname}" leads to a private address`), { code: 'EPRIVATE' });
}
