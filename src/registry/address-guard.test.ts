import { describe, expect, it } from 'vitest';
import { isPrivateHost } from './address-guard.ts';

describe('isPrivateHost()', () => {
  it.each([
    'localhost',
    'LOCALHOST.',
    'a.localhost',
    '127.0.0.1',
    '127.255.1.1',
    '0.0.0.0',
    '10.0.0.1',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '[::1]',
    '[::]',
    '[fe80::1]',
    '[fd00::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:a00:1]',
    '[64:ff9b::7f00:1]',
    '',
    new URL('http://2130706433/').hostname,
    new URL('http://0x7f.1/').hostname,
  ])('is true for %j', (host) => {
    expect(isPrivateHost(host)).toBe(true);
  });

  it.each(['registry.example', '93.184.216.34', '172.32.0.1', '[2606:4700::1]', 'localhost.example'])(
    'is false for %s',
    (host) => {
      expect(isPrivateHost(host)).toBe(false);
    },
  );
});
