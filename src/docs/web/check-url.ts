import { isIP } from 'node:net';
import { isPrivateHost, isPublicAddress } from '../../core/ip-address.ts';
import type { WebAccess } from '../types.ts';

/** Why a URL may not be fetched, as the end of a sentence; null when it may. */
export async function findUrlProblem(url: URL, lookup: WebAccess['lookup']): Promise<string | null> {
  if (url.protocol !== 'https:') return `"${url.protocol}" is not https:`;
  if (url.port !== '') return `port ${url.port} is not the port of https`;
  if (url.username !== '' || url.password !== '') return 'the address holds a user name or password';
  // URL has made one spelling of decimal, octal, hexadecimal and short addresses.
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIP(host) !== 0) return isPublicAddress(host) ? null : `${host} is not a public address`;
  if (isPrivateHost(host)) return `"${host}" is not a public name`;
  const addresses = await lookup(host);
  if (addresses.length === 0) return `"${host}" has no address`;
  const hidden = addresses.find(({ address }) => !isPublicAddress(address));
  return hidden === undefined ? null : `"${host}" leads to ${hidden.address}, which is not a public address`;
}
