import { expect, it } from 'vitest';
import { createPublicLookup } from './public-lookup.ts';

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
