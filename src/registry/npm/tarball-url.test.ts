import { describe, expect, it } from 'vitest';
import { resolveTarballUrl } from './tarball-url.ts';

function resolve(
  tarball: string,
  replaceRegistryHost = 'npmjs',
  registry = 'https://mirror.example:8443/npm/',
) {
  return resolveTarballUrl({
    tarball,
    registry: new URL(registry),
    replaceRegistryHost,
    isRegistryHost: (hostname, port) => hostname === '10.0.0.5' && port === '',
  }).href;
}

describe('resolveTarballUrl()', () => {
  it.each([
    ['https://registry.npmjs.example/a/-/a-1.tgz', 'npmjs', 'https://mirror.example:8443/npm/a/-/a-1.tgz'],
    ['http://registry.npmjs.example/npm/a/-/a-1.tgz', 'npmjs', 'https://mirror.example:8443/npm/a/-/a-1.tgz'],
    ['https://registry.npmjs.example/a.tgz', 'never', 'https://registry.npmjs.example/a.tgz'],
    ['https://files.example/a.tgz', 'npmjs', 'https://files.example/a.tgz'],
    ['https://files.example/a.tgz', 'always', 'https://mirror.example:8443/npm/a.tgz'],
    ['https://files.example/a.tgz', 'files.example', 'https://mirror.example:8443/npm/a.tgz'],
    ['http://10.0.0.5/a.tgz', 'npmjs', 'http://10.0.0.5/a.tgz'],
  ])('turns %s under "%s" into %s', (tarball, setting, url) => {
    expect(resolve(tarball, setting)).toBe(url);
  });

  it('does not go back to clear text on the registry itself', () => {
    expect(resolve('http://mirror.example/a.tgz', 'npmjs', 'https://mirror.example/')).toBe(
      'https://mirror.example/a.tgz',
    );
  });

  it.each([
    ['http://10.0.0.6/a.tgz', 'unsafe-url'],
    ['http://10.0.0.5:6379/a.tgz', 'unsafe-url'],
    ['http://[::10.0.0.5]/a.tgz', 'unsafe-url'],
    ['http://metadata.internal/a.tgz', 'unsafe-url'],
    ['https://user:secret@files.example/a.tgz', 'unsafe-url'],
    ['data:text/plain,x', 'unsafe-url'],
    ['a.tgz', 'bad-response'],
    ['', 'bad-response'],
  ])('refuses %j', (tarball, code) => {
    expect(() => resolve(tarball, 'never')).toThrow(expect.objectContaining({ code }));
  });
});
