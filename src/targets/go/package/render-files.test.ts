import { describe, expect, it } from 'vitest';
import { createGoSpec } from '../go-spec.fake.ts';
import { goTarget } from '../index.ts';
import { modulePathOf, packageNameOf } from '../names.ts';
import { versionFor } from './module-file.ts';
import { scanCode, topLevelDeclared } from './scan-operands.ts';

const delivery = {
  ...{ packageName: 'example.com/pad', packageVersion: 'v1.2.3', licenseExpression: 'MIT' },
  ...{ licenseText: 'All may use it.\n', headerLines: ['SPDX-License-Identifier: MIT'] },
};

describe('renderPapers() of Go', () => {
  const spec = createGoSpec({
    exports: [
      { name: 'PadIt', signature: 'func PadIt(text string) string', summary: 'PadIt <b>pads</b> [it](x).' },
      { name: 'Silent', signature: 'func Silent()', returns: null },
    ],
    scenarios: [
      {
        expression: 'pad.PadIt(strings.ToUpper(s))',
        setup: 's := "time.Now is a text"',
        expected: { kind: 'value', value: '" A"' },
      },
      { expression: 'fmt.Println(pad.PadIt("b"))', expected: { kind: 'output', lines: ['  b', 'c'] } },
      { expression: 'pad.Silent()', expected: { kind: 'throws', name: null, message: 'too short' } },
      { expression: 'pad.PadIt("c"', expected: { kind: 'value', value: '1' } },
      { expression: 'pad.PadIt("d")', contested: true },
    ],
  });
  const files = goTarget.renderPapers(spec, delivery);
  const tests = files['pad_test.go'] ?? '';

  it('lays out a package as users of Go expect one', () => {
    expect(Object.keys(files).sort()).toEqual(['LICENSE', 'README.md', 'go.mod', 'pad_test.go']);
    expect(files['go.mod']).toBe('module example.com/pad\n\ngo 1.22\n');
    expect(goTarget.codePaths(spec, delivery)).toEqual(['pad.go']);
  });

  it('leaves out what does not compile and says so: it would take all tests with it', () => {
    const left = goTarget.renderPapers(spec, { ...delivery, uncompiled: ['S001'] })['pad_test.go'] ?? '';

    expect(left).toContain('// Not covered, because they do not compile: S001.');
    expect(left).not.toContain('TestS001');
    expect(left).toContain('TestS003');
    expect(tests).not.toContain('Not covered');
  });

  it('imports what tests use, and nothing that stands in their texts', () => {
    const imports = /import \(\n([^)]*)\)/.exec(tests)?.[1] ?? '';

    expect(tests).toMatch(/^\/\/ SPDX-License-Identifier: MIT\n\npackage pad_test\n/);
    expect(imports.split('\n').map((line) => line.trim())).toEqual([
      ...[
        '"fmt"',
        '"reflect"',
        '"sort"',
        '"strconv"',
        '"strings"',
        '"testing"',
        '"time"',
        '',
        'pad "example.com/pad"',
        '',
      ],
    ]);
  });

  it('makes tests of values and errors, and examples of what is printed', () => {
    expect(tests).toContain(
      'func TestS001(t *testing.T) {\n\ts := "time.Now is a text"\n\t_ = s\n\tgot := values(pad.PadIt(strings.ToUpper(s)))(t)',
    );
    expect(tests).toContain(
      'func Example_s002() {\n\tfmt.Println(pad.PadIt("b"))\n\t// Output:\n\t//   b\n\t// c\n}',
    );
    expect(tests).toContain('\t\tpad.Silent()\n\t\treturn nil');
    expect(tests).toContain('// Left out, because they are faulty themselves: S004.');
    expect(tests).not.toContain('S005');
  });

  it('writes a README whose text makes no markup', () => {
    expect(files['README.md']).toContain(
      '- `func PadIt(text string) string`: PadIt &lt;b>pads&lt;/b> \\[it](x).',
    );
    expect(files['README.md']).toContain('MIT, see LICENSE.');
  });
});

describe('names of Go', () => {
  it.each([
    ['github.com/a/b', 'github.com/a/b'],
    ['github.com/a/b/v2', 'github.com/a/b/v2'],
    ['left-pad', 'example.com/left-pad'],
    ['@scope/name', 'example.com/scope/name'],
    ['../../etc', 'example.com/etc'],
    ['', 'example.com/library'],
  ])('modulePathOf() of %s', (packageName, path) => {
    expect(modulePathOf({ packageName })).toBe(path);
  });

  it.each([
    ['package strcase', 'strcase'],
    ['package func', 'pad'],
    ['package main', 'pad'],
    ['package Bad', 'pad'],
    ['', 'pad'],
  ])('packageNameOf() of %s', (clause, name) => {
    const texts = { '06-type-definitions.d.ts': `// In Go.\n\n${clause}\n` };

    expect(packageNameOf(createGoSpec({ texts }))).toBe(name);
  });

  it.each([
    ['example.com/a', 'v0.0.0'],
    ['example.com/a/v3', 'v3.0.0'],
    ['gopkg.example/a.v2', 'v2.0.0'],
  ])('versionFor() of %s', (path, version) => {
    expect(versionFor(path)).toBe(version);
  });
});

describe('scanCode()', () => {
  it('sees through texts and comments', () => {
    const scanned = scanCode('a := "b.C(" // d.E\nf.G(`h.I\n{`, \'(\', a.b.c)');

    expect([...scanned.operands].sort()).toEqual(['a', 'f']);
    expect(scanned).toMatchObject({ declared: ['a'], isBalanced: true });
  });

  it('tells variables of the piece itself from those further in', () => {
    expect(topLevelDeclared(scanCode('a, _ := f()\nfor i := range a { b := i }\nvar c int'))).toEqual([
      'a',
      'c',
    ]);
  });

  it('reads hostile text in time', () => {
    const started = performance.now();
    for (const text of ['"', '`', '/*', '(', 'a.', 'a,', 'a := ', "'\\"]) scanCode(text.repeat(20_000));

    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
