import { join } from 'node:path';
import { type PipClientPorts, readPipClientConfig } from '../../clients/index.ts';
import { createRegistryClient, parseClientAddress, type RegistryClient, readConnection } from '../client.ts';
import { parseNetrc } from '../netrc.ts';

/** The user's own pip, as far as reading packages needs it. */
export interface PypiClient extends RegistryClient {
  /** Simple indexes in the order in which they are asked; empty when none is known. */
  readonly indexes: readonly { readonly url: URL; readonly origin: string }[];
}

/**
 * Reads pip's configuration. An extra index is asked before the main one, and the first that has a project is the only
 * one that counts for it: a public index must not be able to take over a private name.
 */
export async function readPypiClient(ports: PipClientPorts): Promise<PypiClient> {
  const config = await readPipClientConfig(ports);
  const [main, ...extra] = config.indexUrls.map((text) => parseClientAddress(text, describeOrigin(ports)));
  const addresses = [...extra, ...(main === undefined ? [] : [main])];
  const { environment, homeDirectory, readFile } = ports;
  const netrcName = ports.platform === 'win32' ? '_netrc' : '.netrc';
  const netrc = await readFile(environment.NETRC || join(homeDirectory, netrcName));
  const named = (path: string | null, setting: string) => (path === null ? null : { path, setting });
  const connection = await readConnection({
    environment,
    readFile,
    proxy: config.proxy,
    authorities: named(config.certificatePath, '"cert" of pip'),
    authorityVariables: ['REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE', 'SSL_CERT_FILE'],
    clientCertificate: named(config.clientCertificatePath, '"client-cert" of pip'),
  });
  return {
    ...createRegistryClient({ addresses, netrc: parseNetrc(netrc ?? ''), connection }),
    indexes: addresses,
  };
}

function describeOrigin({ override }: PipClientPorts): string {
  return override === '' ? "pip's configuration" : 'the setting registries.pypi';
}
