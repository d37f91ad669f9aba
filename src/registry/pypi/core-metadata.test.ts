import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCoreMetadata } from './core-metadata.ts';

const license = (...lines: string[]) =>
  parseCoreMetadata(['Name: x', ...lines, '', 'body'].join('\n')).license;

describe('parseCoreMetadata()', () => {
  it.each<[string, string[], string]>([
    ['an expression before all', ['License-Expression: MIT', 'License: BSD'], 'MIT'],
    [
      'a short name',
      ['License: BSD-3-Clause', 'Classifier: License :: OSI Approved :: BSD License'],
      'BSD-3-Clause',
    ],
    [
      'the classifier for a name that says nothing',
      ['License: see LICENSE', 'Classifier: License :: OSI Approved :: MIT License'],
      'MIT',
    ],
    [
      'the classifier for a whole text',
      [
        'License: Copyright me',
        '        all of it',
        'Classifier: License :: OSI Approved :: ISC License (ISCL)',
      ],
      'ISC',
    ],
    [
      'what a whole text is, before a classifier that names no clauses',
      [
        'License: Copyright me',
        '        Redistribution and use in source and binary forms are permitted.',
        '        Nobody is named to endorse or promote it.',
        'Classifier: License :: OSI Approved :: BSD License',
      ],
      'BSD-3-Clause',
    ],
    [
      'several classifiers as a choice',
      [
        'Classifier: License :: OSI Approved :: MIT License',
        'Classifier: License :: OSI Approved :: Apache Software License',
      ],
      '(MIT OR Apache-2.0)',
    ],
    ['nothing for the group alone', ['License: UNKNOWN', 'Classifier: License :: OSI Approved'], ''],
    ['a key of objects as it stands', ['Classifier: License :: constructor'], 'constructor'],
  ])('takes as licence %s', (_, lines, expected) => {
    expect(license(...lines)).toBe(expected);
  });

  it('reads nothing of the description as a header', () => {
    expect(parseCoreMetadata('Name: x\n\nSummary: no').summary).toBe('');
  });

  it('takes any text without an exception, and long hostile text in time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => void parseCoreMetadata(`Name: x\n${text}`)),
    );
    const start = process.cpuUsage();

    parseCoreMetadata(`Requires-Dist: ${'a'.repeat(2_000_000)}[`);
    parseCoreMetadata(`License: x\n${' y\n'.repeat(15_000)}`);
    parseCoreMetadata('Requires-Dist: a[\n'.repeat(200_000));
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(5_000);
  });
});
