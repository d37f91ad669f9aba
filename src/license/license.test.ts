import { describe, expect, it } from 'vitest';
import { licenseIds } from '../config/schema.ts';
import { classifyLicense, LicenseError, renderHeader, renderLicense } from './index.ts';

const parties = { year: 2026, holder: 'Ada $& Example' };

describe('renderLicense()', () => {
  it.each(licenseIds)('fills in the text of %s and leaves no blank', (id) => {
    const text = renderLicense({ kind: 'template', id }, parties);

    expect(text).not.toMatch(
      /<year>|<owner>|<copyright holders>|\[yyyy\] \[name of copyright owner\]|Internet Systems/,
    );
    expect(text.endsWith('\n')).toBe(true);
    expect(text.includes('Copyright (c) 2026 Ada $& Example')).toBe(!['unlicense', 'cc0'].includes(id));
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  it('keeps a text of the user as it is', () => {
    expect(renderLicense({ kind: 'file', text: 'My terms' }, parties)).toBe('My terms\n');
  });

  it('refuses an empty text and a holder that breaks out of its line', () => {
    expect(() => renderLicense({ kind: 'file', text: ' \n' }, parties)).toThrow(LicenseError);
    for (const holder of ['a\nb', 'a */ b', 'x'.repeat(201)]) {
      expect(() => renderLicense({ kind: 'template', id: 'mit' }, { year: 2026, holder })).toThrow(
        LicenseError,
      );
    }
  });
});

describe('renderHeader()', () => {
  it('writes an SPDX line and a copyright line in the style asked for', () => {
    const mit = { kind: 'template', id: 'mit' } as const;

    expect(renderHeader(mit, { year: 2026, holder: '' }, 'line')).toBe(
      '// SPDX-License-Identifier: MIT\n// Copyright (c) 2026 the authors of this package\n',
    );
    expect(renderHeader(mit, { year: 2026, holder: 'A' }, 'block')).toBe(
      '/*\n * SPDX-License-Identifier: MIT\n * Copyright (c) 2026 A\n */\n',
    );
  });

  it('claims no copyright for a dedication to the public', () => {
    expect(renderHeader({ kind: 'template', id: 'cc0' }, parties, 'hash')).toBe(
      '# SPDX-License-Identifier: CC0-1.0\n',
    );
  });
});

describe('classifyLicense()', () => {
  it.each([
    ['MIT', 'permissive'],
    ['WTFPL', 'permissive'],
    ['0BSD', 'permissive'],
    ['BlueOak-1.0.0', 'permissive'],
    ['Apache 2.0', 'permissive'],
    ['BSL-1.0', 'permissive'],
    ['CC-BY-4.0', 'permissive'],
    ['CC-BY-SA-4.0', 'strong-copyleft'],
    ['CC-BY-NC-4.0', 'proprietary'],
    ['Unlicense', 'public-domain'],
    ['UNLICENSED', 'proprietary'],
    ['LGPL-3.0-only', 'weak-copyleft'],
    ['Artistic-1.0', 'weak-copyleft'],
    ['GPL-2.0-or-later', 'strong-copyleft'],
    ['GPL-2.0-only WITH Classpath-exception-2.0', 'weak-copyleft'],
    ['(MIT OR GPL-3.0-only)', 'permissive'],
    ['MIT AND GPL-3.0-only', 'strong-copyleft'],
    ['AGPL-3.0-only', 'strong-copyleft'],
    ['BUSL-1.1', 'proprietary'],
    ['SEE LICENSE IN LICENSE.md', 'unknown'],
    ['', 'unknown'],
    ['what a nice day', 'unknown'],
  ])('calls %j %s', (declared, expected) => {
    expect(classifyLicense(declared).class).toBe(expected);
  });

  it('says that a permissive package gains little, and that this is no legal advice', () => {
    const found = classifyLicense('MIT');

    expect(found.worthRebuilding).toBe(false);
    expect(found.reason).toContain('a rebuild gains little');
    expect(found.reason).toContain('not legal advice');
  });

  it('answers hostile declarations quickly', () => {
    const started = performance.now();

    for (const text of ['('.repeat(5000), 'MIT OR '.repeat(5000), 'GPL '.repeat(5000), '\0\uD800'])
      classifyLicense(text);

    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
