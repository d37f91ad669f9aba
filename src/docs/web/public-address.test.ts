import { expect, it } from 'vitest';
import { createPublicLookup, isPublicAddress } from './public-address.ts';

it.each([
  ['93.184.215.14', true],
  ['1.1.1.1', true],
  ['172.15.255.255', true],
  ['172.32.0.1', true],
  ['2606:2800:21f:cb07::1', true],
  ['172.31.255.255', false],
  ['255.255.255.255', false],
  ['224.0.0.1', false],
  ['2001:db8::1', false],
  ['2001::1', false],
  ['::ffff:8.8.8.8', false],
  ['ff02::1', false],
  ['not an address', false],
  ['', false],
])('isPublicAddress("%s") is %s', (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected);
});

it('createPublicLookup() gives no address at all when one of them is private', async () => {
  const lookup = createPublicLookup(async (hostname) => [
    { address: '93.184.215.14', family: 4 },
    ...(hostname === 'two.example.org' ? [{ address: '10.0.0.1', family: 4 }] : []),
  ]);
  const ask = (hostname: string) =>
    new Promise((resolve) =>
      lookup(hostname, { all: true }, (error, addresses) => resolve(error ?? addresses)),
    );

  expect(await ask('one.example.org')).toEqual([{ address: '93.184.215.14', family: 4 }]);
  expect(await ask('two.example.org')).toBeInstanceOf(Error);
});
