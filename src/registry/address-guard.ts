import { BlockList, isIP } from 'node:net';

// Addresses that a stranger's URL must not make us visit: this machine, its network, cloud metadata services.
const guarded = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  guarded.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  guarded.addSubnet(network, prefix, 'ipv6');
}

/** True for an IP address that is not of the public internet; IPv4 written inside IPv6 is looked through. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  return guarded.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** True for a URL's host that names this machine or a private address; other names are judged when they resolve. */
export function isPrivateHost(hostname: string): boolean {
  const name = hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
  if (name === '' || name === 'localhost' || name.endsWith('.localhost')) return true;
  return isPrivateAddress(name);
}
