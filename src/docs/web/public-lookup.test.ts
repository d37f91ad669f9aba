import { createServer } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { Agent, fetch } from 'undici';
import { describe, expect, it } from 'vitest';
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

describe('createPublicLookup() on the sockets of undici', () => {
  // A name that was public when its URL was checked, and leads to this machine when the connection is made.
  const rebound = async () => [{ address: '127.0.0.1', family: 4 }];

  async function ask(lookup: LookupFunction): Promise<string> {
    const server = createServer((_, response) => response.end('secret of this machine'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const agent = new Agent({ connect: { lookup } });
    try {
      const { port } = server.address() as AddressInfo;
      return await (await fetch(`http://docs.example.org:${port}/`, { dispatcher: agent })).text();
    } catch (error) {
      return String((error as Error).cause);
    } finally {
      await agent.destroy();
      server.closeAllConnections();
      server.close();
    }
  }

  it('connects to no private address, where a plain look-up would', async () => {
    const plain: LookupFunction = (_, options, callback) => {
      if (options.all === true) callback(null, [{ address: '127.0.0.1', family: 4 }]);
      else callback(null, '127.0.0.1', 4);
    };

    expect(await ask(plain)).toBe('secret of this machine');
    expect(await ask(createPublicLookup(rebound))).toContain('not public');
  });
});
