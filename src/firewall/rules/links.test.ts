import { describe, expect, it } from 'vitest';
import { createScenarios, createSpec, createTexts } from '../spec.fake.ts';
import { findLinks } from './links.ts';

const originals = [
  'git+https://git.pads.example/someone/pad-it.git',
  'https://www.pads.example/home/#readme',
];
const findIn = (line: string) =>
  findLinks(createSpec({ '03-behavior-spec.md': `# B\n\n- ${line}\n` }), originals);
const dot = String.fromCharCode(0xff0e);

describe('findLinks()', () => {
  it.each([
    'https://git.pads.example/someone/pad-it',
    'HTTPS://GIT.PADS.EXAMPLE/Someone/Pad-It',
    'git@git.pads.example:someone/pad-it.git',
    'ssh://git@git.pads.example/someone/pad-it.git',
    'ssh://git@git.pads.example:22/someone/pad-it',
    'git+ssh://git@git.pads.example/someone/pad-it.git#main',
    'git://git.pads.example/someone/pad-it',
    'http://user:word@git.pads.example:8080/someone/pad-it/issues/3?x=1',
    '//git.pads.example/someone/pad-it',
    'git.pads.example/someone/pad-it',
    'www.pads.example/home',
    'https://pads.example/home/page.html#part',
    'https://pads.example./home',
    '[home](https://pads.example/home).',
    '<https://pads.example/home>',
    'https://pads.example//home',
    'https://pads.example/%68ome',
    `https://pads${dot}example/home`,
    'https://ｐads.example/home',
    'hxxps://pads.example/home',
    'pads[.]example/home',
    'pads (dot) example/home',
    'https:&#47;&#x2f;pads&period;example&sol;home',
    'https%3A%2F%2Fpads.example%2Fhome',
    'pads.example%252Fhome',
    'https://pads\\.example/home',
    'https://pa\u200bds.example/home',
  ])('finds the original in %s', (line) => {
    expect(findIn(`See ${line} for more`)).toMatchObject([{ rule: 'link-to-original', line: 3 }]);
  });

  it.each([
    'https://github.com/a/b',
    'https://www.GitHub.com/a/b',
    'github:someone/pad-it',
    'git@github.com:a/b.git',
    'https://gist.github.com/a',
    'https://raw.githubusercontent.com/a/b/main/index.js',
    'https://a.github.io/b',
    'https://git.sr.ht/~a/b',
    'https://gitlab.com:443/a',
    'https://cdn.jsdelivr.net/npm/pad-it/index.js',
    'https://unpkg.com/pad-it',
    'github.com/a/b',
    'github dot com slash a slash b',
    'https://git.io/abc',
    'https://any.example/package/pad-it',
  ])('finds a host of source code in %s', (line) => {
    expect(findIn(line)).toHaveLength(1);
  });

  it.each([
    'https://pads.example.org/home',
    'https://pads.example/other',
    'https://pads.example/homework',
    'https://notgithub.com/a',
    'https://github.company.example/a',
    'Works on e.g. `a.b` and 1.5 or file.git names',
    'the ratio is 3:4 and // a comment',
  ])('passes %s', (line) => {
    expect(findIn(line)).toEqual([]);
  });

  it('takes punycode and Unicode for one host', () => {
    const spec = createSpec({
      '01-overview.md': 'https://bücher.example/pads\nhttps://XN--bcher-kva.example/pads\n',
    });

    expect(findLinks(spec, ['https://xn--bcher-kva.example/pads'])).toHaveLength(2);
    expect(findLinks(spec, ['https://bücher.example/pads'])).toHaveLength(2);
  });

  it('finds the short name of a repository, and no other two words with a slash', () => {
    const find = (line: string) =>
      findLinks(createSpec({ '03-behavior-spec.md': `- ${line}\n` }), [
        'git+ssh://git@github.com/Some-One/pads.git',
      ]);

    for (const line of ['see some-one/pads for it', '(Some-One/pads)', 'Some-One/pads.']) {
      expect(find(line)).toHaveLength(1);
    }
    for (const line of [
      '@some-one/pads',
      'x/some-one/pads',
      'some-one/pads-more',
      'and/or',
      'some-one/pads/more',
    ]) {
      expect(find(line)).toEqual([]);
    }
  });

  it('takes time in proportion to hostile text', () => {
    const started = process.cpuUsage();

    for (const text of [
      'a.'.repeat(200_000),
      '%25'.repeat(200_000),
      '&#4'.repeat(200_000),
      'a/'.repeat(200_000),
    ]) {
      findIn(text);
    }

    expect(process.cpuUsage(started).user / 1000).toBeLessThan(25_000);
  });

  it('reads what JSON escapes hide', () => {
    const plain = JSON.stringify(createScenarios(['go("https://pads.example/home")']), null, 2);
    const hidden = plain.replace('https://', '\\u0068ttps:\\/\\/');

    const findings = findLinks(createSpec({ '09-test-scenarios.json': hidden }), originals);

    expect(findings).toMatchObject([{ document: '09-test-scenarios.json' }]);
  });

  it('lets examples work on addresses of hosts that are not about the package', () => {
    const find = (expression: string) =>
      findLinks(
        createSpec({ '09-test-scenarios.json': JSON.stringify(createScenarios([expression])) }),
        originals,
      );

    expect(find('parse("https://github.com/a/b")')).toEqual([]);
    expect(find('parse("https://github.com/a/pad-it")')).toHaveLength(1);
  });

  it('takes links that are no links for none', () => {
    expect(findLinks(createSpec(), ['', 'x', '/', '::', 'none'])).toEqual([]);
  });

  describe('of a Go module, whose name is where its repository is', () => {
    const name = 'git.pads.example/someone/pad-it';
    const change = (text: string | undefined, fields: object) =>
      `${JSON.stringify({ ...JSON.parse(text ?? ''), ...fields }, null, 2)}\n`;
    const texts = createTexts();
    const find = (fields: object, others: object = {}) =>
      findLinks(
        createSpec({
          '02-api-surface.json': change(texts['02-api-surface.json'], {
            language: 'go',
            import_name: name,
            ...others,
          }),
          '10-metadata.json': change(texts['10-metadata.json'], {
            ecosystem: 'go',
            package_name: name,
            ...fields,
          }),
        }),
        originals,
      );

    it('lets the name stand where it is the name', () => {
      expect(find({})).toEqual([]);
    });

    it.each([
      ['in a description', { description: `See ${name}.` }, {}],
      ['in the name of another ecosystem', { ecosystem: 'npm' }, {}],
      ['below the name', {}, { import_name: `${name}/more` }],
    ])('stops it %s', (_, fields, others) => {
      expect(find(fields, others).length).toBeGreaterThan(0);
    });
  });
});
