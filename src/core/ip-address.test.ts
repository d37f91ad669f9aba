import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPrivateAddress, isPrivateHost, isPublicAddress } from './ip-address.ts';

/** First and last address of every range that is no server of the public web: IANA's registries, and what is unallocated. */
const specialRanges = [
  ['0.0.0.0', '0.255.255.255'],
  ['10.0.0.0', '10.255.255.255'],
  ['100.64.0.0', '100.127.255.255'],
  ['127.0.0.0', '127.255.255.255'],
  ['169.254.0.0', '169.254.255.255'],
  ['172.16.0.0', '172.31.255.255'],
  ['192.0.0.0', '192.0.0.255'],
  ['192.0.2.0', '192.0.2.255'],
  ['192.31.196.0', '192.31.196.255'],
  ['192.52.193.0', '192.52.193.255'],
  ['192.88.99.0', '192.88.99.255'],
  ['192.168.0.0', '192.168.255.255'],
  ['192.175.48.0', '192.175.48.255'],
  ['198.18.0.0', '198.19.255.255'],
  ['198.51.100.0', '198.51.100.255'],
  ['203.0.113.0', '203.0.113.255'],
  ['224.0.0.0', '239.255.255.255'],
  ['240.0.0.0', '255.255.255.255'],
  ['::', '::1'],
  ['64:ff9b:1::', '64:ff9b:1:ffff:ffff:ffff:ffff:ffff'],
  ['100::', '100::ffff:ffff:ffff:ffff'],
  ['2001::', '2001:0:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['2001:2::', '2001:2:0:ffff:ffff:ffff:ffff:ffff'],
  ['2001:10::', '2001:1f:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['2001:20::', '2001:2f:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['2002::', '2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['3fff::', '3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['4000::', '5fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['fc00::', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['fe80::', 'febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['fec0::', 'feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['ff00::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
] as const;
const publicAddresses = [
  [
    '1.0.0.0',
    '9.255.255.255',
    '11.0.0.0',
    '93.184.215.14',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
  ],
  [
    '128.0.0.0',
    '169.253.255.255',
    '172.15.255.255',
    '172.32.0.0',
    '192.0.1.0',
    '192.167.255.255',
    '198.17.0.0',
  ],
  ['198.20.0.0', '203.0.112.255', '223.255.255.255', '2000::', '2001:200::1', '2003::1', '2606:4700::1111'],
].flat();

describe('isPublicAddress() and isPrivateAddress()', () => {
  it.each(specialRanges)('agree that %s to %s is not public', (first, last) => {
    expect([first, last].map(isPublicAddress)).toEqual([false, false]);
    expect([first, last].map(isPrivateAddress)).toEqual([true, true]);
  });

  it.each(publicAddresses)('agree that %s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
    expect(isPrivateAddress(address)).toBe(false);
  });

  it('never both say yes, and judge every spelling of an address alike', () => {
    const groups = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), groups.map(spellGroups)), (address) => {
        const host = new URL(`http://${isIP(address) === 6 ? `[${address}]` : address}/`).hostname;
        const canonical = host.replace(/^\[|\]$/g, '');
        expect(isPublicAddress(address) && isPrivateAddress(address)).toBe(false);
        expect(isPublicAddress(address.toUpperCase())).toBe(isPublicAddress(canonical));
        expect(isPrivateAddress(address.toUpperCase())).toBe(isPrivateAddress(canonical));
        expect(isPrivateHost(host)).toBe(isPrivateAddress(canonical));
      }),
    );
  });

  it('an IPv4 address inside IPv6 is as private as it is alone, and never certainly public', () => {
    const prefixes = ['::', '::ffff:', '::ffff:0:', '64:ff9b::', '0:0:0:0:0:ffff:'];
    fc.assert(
      fc.property(fc.ipV4(), fc.constantFrom(...prefixes), (address, prefix) => {
        const dotted = `${prefix}${address}`;
        const hexadecimal = new URL(`http://[${dotted}]/`).hostname.slice(1, -1);
        for (const spelling of [dotted, hexadecimal]) {
          expect(isPrivateAddress(spelling)).toBe(isPrivateAddress(address));
          expect(isPublicAddress(spelling)).toBe(false);
        }
      }),
    );
  });

  it('numbers that stand for an IPv4 address are as private as the address they stand for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xff_ff_ff_ff }), fc.constantFrom(10, 16), (value, base) => {
        const spelling = base === 16 ? `0x${value.toString(16)}` : String(value);
        const { hostname } = new URL(`http://${spelling}/`);
        expect(isPrivateAddress(spelling)).toBe(isPrivateAddress(hostname));
        expect(isPrivateHost(spelling)).toBe(isPrivateAddress(hostname));
      }),
    );
  });

  it.each(['0177.0.0.1', '0x7f.1', '127.1', '0', '①②⑦.⓪.⓪.①', '127.0.0.1.', '%31%32%37.0.0.1'])(
    'the host that a URL parser makes of %s is private',
    (spelling) => {
      const { hostname } = new URL(`http://${spelling}/`);

      expect([isPrivateHost(hostname), isPublicAddress(hostname)]).toEqual([true, false]);
    },
  );

  it.each(['fe80::1%eth0', '2606:4700::1111%1', '::ffff:8.8.8.8%lo'])(
    '%s with a zone is private',
    (address) => {
      expect([isPrivateAddress(address), isPublicAddress(address)]).toEqual([true, false]);
    },
  );

  it.each([
    '',
    'registry.example',
    '1.2.3.4.5',
    '256.256.256.256',
    ':::',
    '[::1]',
    '1.1.1.1/8',
    'fe80',
    '\0',
  ])('neither says yes to %j, which is no address', (text) => {
    expect([isPrivateAddress(text), isPublicAddress(text)]).toEqual([false, false]);
  });

  it('are quick about a long hostile text', () => {
    const start = performance.now();

    for (const text of [
      '1'.repeat(1e6),
      ':'.repeat(1e6),
      '1.'.repeat(5e5),
      '.'.repeat(1e6),
      '0x'.repeat(5e5),
    ]) {
      expect(isPublicAddress(text)).toBe(false);
      isPrivateHost(text);
    }

    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

describe('isPrivateHost()', () => {
  it.each([
    ...[
      '',
      '.',
      'localhost',
      'LOCALHOST.',
      'localhost..',
      'a.localhost',
      'db.internal',
      'printer.local',
      'a.lan',
    ],
    ...['router.home.arpa', 'intranet', 'a.onion', '127.0.0.1..', '[::1]', '[::]', '[fd00::1]', '[::7f00:1]'],
    ...['[::ffff:0:7f00:1]', '[64:ff9b::a9fe:a9fe]', '[2001:0:4136:e378:8000:63bf:3fff:fdd2]'],
  ])('is true for %j', (host) => {
    expect(isPrivateHost(host)).toBe(true);
  });

  it.each([
    'registry.example',
    '93.184.216.34',
    '[2606:4700::1]',
    '[64:ff9b::808:808]',
    'localhost.example',
    'a.b.',
  ])('is false for %s', (host) => {
    expect(isPrivateHost(host)).toBe(false);
  });
});

function spellGroups(groups: readonly number[]): string {
  return groups.map((group) => group.toString(16).padStart(4, '0')).join(':');
}
