import { RegistryError } from '../errors.ts';
import type { RegistryAddress } from './client-config.ts';

/** What a status that is no success means for the user of npm. */
export function describeStatus(
  status: number,
  asked: { purpose: string; name: string; address: RegistryAddress },
): RegistryError {
  const { purpose, name, address } = asked;
  const scope = /^(@[^/]+)\//.exec(name)?.[1];
  if (status === 404 || status === 410) {
    const setting = scope === undefined ? 'registry' : `${scope}:registry`;
    return new RegistryError('not-found', `Cannot ${purpose}: there is none of that name (${status})`, {
      hint: `Check the spelling; if it is a private package, set "${setting}" in your .npmrc (now ${address.origin})`,
    });
  }
  if (status === 401 || status === 403) {
    const problem = status === 401 ? 'it wants you to log in' : 'it does not let you read that';
    return new RegistryError('unauthorized', `Cannot ${purpose}: ${problem} (${status})`, {
      hint: `Log in with "npm login", or set "//${address.url.host}/:_authToken" in your .npmrc`,
    });
  }
  return new RegistryError('bad-response', `Cannot ${purpose}: it answers with the status ${status}`, {
    hint: 'Check the address of the registry in your .npmrc',
  });
}
