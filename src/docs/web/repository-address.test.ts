import { expect, it } from 'vitest';
import { parseRepositoryAddress, readmeUrl } from './repository-address.ts';

it.each([
  'git+https://github.com/owner/name.git',
  'git+ssh://git@github.com/owner/name.git',
  'git://github.com/owner/name',
  'git@github.com:owner/name.git',
  'https://www.github.com/owner/name/tree/main/packages/a',
  'https://github.com/owner/name#readme',
  'github:owner/name',
  'owner/name',
])('parseRepositoryAddress("%s") finds owner and name', (text) => {
  const address = parseRepositoryAddress(text);

  expect(address).toEqual({ host: 'github.com', owner: 'owner', name: 'name' });
  expect(address && readmeUrl(address)).toBe('https://api.github.com/repos/owner/name/readme');
});

it.each([
  'https://evil.example/owner/name',
  'https://github.com.evil.example/owner/name',
  'https://github.com@evil.example/owner/name',
  'https://github.com/../name',
  'https://github.com/owner',
  'https://github.com/owner/na%2fme',
  'https://github.com/owner/..%2f..',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'owner/name?x=1',
  `owner/${'n'.repeat(10_000)}`,
  '',
])('parseRepositoryAddress("%s") is null', (text) => {
  expect(parseRepositoryAddress(text)).toBeNull();
});
