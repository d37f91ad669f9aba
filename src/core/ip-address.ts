import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

type IpAddress = ReturnType<typeof ipaddr.parse>;

// Every allocation of the public IPv6 internet; ipaddr.js calls what nobody was given "unicast" too.
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');
// IPv4 in its last four bytes: compatible, mapped and translated (RFC 4291, RFC 7915), and NAT64's own prefix (RFC 6052).
const carriers = ['::/96', '::ffff:0:0/96', '::ffff:0:0:0/96', '64:ff9b::/96'].map((range) =>
  ipaddr.IPv6.parseCIDR(range),
);
const localNames = /(?:^|\.)(?:localhost|local|internal|home\.arpa|localdomain|lan|onion)$/;

/**
 * True for an address that is certainly of the public internet. False for special-purpose ranges (IANA's registries),
 * for IPv6 that stands for IPv4, for a zone, for any spelling but the usual one, and for what is no address.
 */
export function isPublicAddress(text: string): boolean {
  return isIP(text) !== 0 && !text.includes('%') && isGlobal(ipaddr.parse(text));
}

/**
 * True for an address that leads to this machine, its network or nowhere; IPv4 inside IPv6 is judged as what it is. False
 * for what is no address: a name is judged by what it resolves to. Takes every spelling that resolvers take (`0x7f.1`).
 */
export function isPrivateAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  return text.includes('%') || !isGlobal(readCarried(address) ?? address);
}

/** True for a URL's host that names this machine or its network: a local address, a local name, a name of one word. */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(host)) return isPrivateAddress(host);
  const name = host.replace(/\.+$/, '');
  return !name.includes('.') || isPrivateAddress(name) || localNames.test(name);
}

function isGlobal(address: IpAddress): boolean {
  if (address.kind() === 'ipv6' && !address.match(globalUnicast)) return false;
  return address.range() === 'unicast';
}

function readCarried(address: IpAddress): IpAddress | null {
  if (address.kind() !== 'ipv6' || !carriers.some((range) => address.match(range))) return null;
  return ipaddr.fromByteArray(address.toByteArray().slice(12));
}
