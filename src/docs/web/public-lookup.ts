import type { LookupFunction } from 'node:net';
import { isPublicAddress } from '../../core/ip-address.ts';
import type { WebAccess } from '../types.ts';

/**
 * A `lookup` for the sockets of undici's Agent (`connect: { lookup }`) that gives public addresses only. A name that
 * answers differently between the check of its URL and the connection gains nothing.
 */
export function createPublicLookup(lookup: WebAccess['lookup']): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname).then(
      (addresses) => {
        const [first] = addresses;
        if (first === undefined || addresses.some(({ address }) => !isPublicAddress(address))) {
          callback(new Error(`"${hostname}" has an address that is not public`), '', 0);
        } else if (options.all === true) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 0),
    );
  };
}
