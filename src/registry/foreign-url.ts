import { isPrivateHost } from '../core/ip-address.ts';
import { RegistryError } from './errors.ts';

/** By name and port: another port of the registry's machine is another service. */
export type IsRegistryHost = (hostname: string, port: string) => boolean;

/** Throws RegistryError `unsafe-url` for an address that a registry's reply must not send us to. */
export function verifyForeignUrl(url: URL, isRegistryHost: IsRegistryHost, hint: string): void {
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw unsafe(url, `its scheme is ${url.protocol}`, hint);
  if (url.username !== '' || url.password !== '') throw unsafe(url, 'it carries a user name', hint);
  if (isPrivateHost(url.hostname) && !isRegistryHost(url.hostname, url.port)) {
    throw unsafe(url, 'it leads to this machine or its network, and no registry is configured there', hint);
  }
}

function unsafe(url: URL, problem: string, hint: string): RegistryError {
  const shown = `${url.protocol}//${url.host}${url.pathname}`.slice(0, 200);
  return new RegistryError('unsafe-url', `Cannot visit "${shown}", which the registry names: ${problem}`, {
    hint,
  });
}
