import { describe, expect, it } from 'vitest';
import { type Spec, specFilenames } from '../../spec/index.ts';
import { findKeys } from './find-keys.ts';
import { findTraces } from './find-traces.ts';

const texts = {
  ...Object.fromEntries(specFilenames.map((name) => [name, ''])),
  '03-behavior-spec.md': 'A link such as https://given.dev/page is kept, and so is team@given.dev.',
};
const find = (text: string, links: readonly string[] = [], language = 'javascript') =>
  findTraces({
    files: { 'src/index.js': text },
    spec: { texts, packageName: 'code.dev/owner/tool', surface: { language } } as unknown as Spec,
    links,
    holder: 'Ada <ada@holder.dev>',
  }).map(({ kind, text: found }) => `${kind} ${found}`);

describe('findTraces()', () => {
  it.each([
    [
      'https://code.dev/owner/tool',
      '// from https://code.dev/owner/tool/blob/main/a.js',
      'code.dev/owner/tool',
    ],
    ['git+https://code.dev/owner/tool.git', '// git@code.dev:owner/tool.git', 'code.dev:owner/tool'],
    ['git@code.dev:owner/tool.git', '// see CODE.DEV/Owner/Tool', 'code.dev/owner/tool'],
    ['https://code.dev/owner/tool#readme', 'const home = "owner/tool";', 'owner/tool'],
    ['github:owner/tool', '// owner/tool', 'owner/tool'],
    ['https://tool-home.dev', '// more at www.tool-home.dev/docs', 'tool-home.dev'],
  ])('finds the home %s in %s', (link, text, found) => {
    expect(find(text, [link])).toContain(`home ${found}`);
  });

  it.each([
    ['https://code.dev/scope/tool', "import '@scope/tool';"],
    ['https://code.dev/owner/tool', '// co-owner/tooling and owner/tools'],
    ['https://tool-home.dev', '// not-tool-home.devices'],
  ])('does not take for the home %s: %s', (link, text) => {
    expect(find(text, [link])).toEqual([]);
  });

  it('lets a Go module be called by its name, and by nothing that leads home', () => {
    const links = ['https://code.dev/owner/tool'];
    expect(find('module code.dev/owner/tool', links, 'go')).toEqual([]);
    expect(find('import "code.dev/owner/tool/part"', links, 'go')).toEqual([]);
    expect(find('// see https://code.dev/owner/tool', links, 'go')).toContain('home code.dev/owner/tool');
    expect(find('module code.dev/owner/tool', links, 'rust')).toContain('home code.dev/owner/tool');
  });

  it('finds addresses and mails that nobody gave, and leaves those of the documentation, the holder and examples', () => {
    expect(find('// https://other.dev/x and jane@other.dev')).toEqual([
      'address https://other.dev/x',
      'mail jane@other.dev',
    ]);
    expect(find('// https://given.dev/elsewhere team@given.dev ada@holder.dev')).toEqual([]);
    expect(
      find('// http://localhost:1/ https://a.example.com/ me@example.org http://www.w3.org/2000/svg'),
    ).toEqual([]);
    expect(find('const at = "left@1.2.3"; decorate(@Input x)')).toEqual([]);
  });

  it('ends soon on long hostile lines', () => {
    const started = performance.now();
    for (const piece of ['a@', 'a.', 'http://', '@a.', 'owner/', '-'])
      find(piece.repeat(200_000), ['https://code.dev/owner/tool']);

    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

describe('findKeys()', () => {
  const keys = (text: string, documented = '') =>
    findKeys({ 'a.js': text }, documented).map(({ what, isSure }) => [what, isSure]);

  it('finds keys by shape, and disorder under the name of a secret', () => {
    expect(keys(`x = "${['npm', 'a'.repeat(36)].join('_')}"`)).toEqual([['an npm token', true]]);
    expect(keys("const password = 'hT5kQ9zLw2Xv';")).toEqual([['what reads like a password or key', false]]);
  });

  it('leaves words, what the documentation gives, and alphabets', () => {
    expect(keys("const token = 'please-sign-in-first';")).toEqual([]);
    expect(keys("const password = 'hT5kQ9zLw2Xv';", 'such as hT5kQ9zLw2Xv')).toEqual([]);
    expect(keys("const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';")).toEqual([]);
  });
});
