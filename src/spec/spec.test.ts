import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../core/index.ts';
import { parseSpec, renderSpecManifest, SpecError, SpecManifest, specFilenames } from './index.ts';

const json = {
  '02-api-surface.json': {
    schema: 'phalus/api-surface/1',
    language: 'javascript',
    module: 'esm',
    exports: [],
  },
  '09-test-scenarios.json': {
    schema: 'phalus/test-scenarios/1',
    language: 'javascript',
    bindings: [],
    scenarios: [],
  },
  '10-metadata.json': {
    ...{ schema: 'phalus/metadata/1', ecosystem: 'npm', package_name: 'pad-it', package_version: '1.0.0' },
    ...{ description: '', keywords: [], original_license: '', module: 'esm', engine: null, documents: [] },
  },
} as const;
const texts: Record<string, string> = {
  ...Object.fromEntries(specFilenames.map((name) => [name, `text of ${name}`])),
  ...Object.fromEntries(Object.entries(json).map(([name, value]) => [name, JSON.stringify(value)])),
};
const generatedAt = '2026-11-24T00:00:00.000Z';
const codeOf = (given: Readonly<Record<string, string>>): unknown => {
  try {
    return parseSpec(given, generatedAt);
  } catch (error) {
    return error instanceof SpecError ? [error.code, error.message] : error;
  }
};

describe('parseSpec()', () => {
  it('reads ten texts and takes no other along', () => {
    const spec = parseSpec({ ...texts, '11-source.js': 'x' }, generatedAt);

    expect(spec).toMatchObject({
      packageName: 'pad-it',
      packageVersion: '1.0.0',
      generatedAt,
      surface: json['02-api-surface.json'],
    });
    expect(Object.keys(spec.texts)).toEqual([...specFilenames]);
  });

  it.each(specFilenames)('names %s when it is missing', (filename) => {
    const { [filename]: _, ...rest } = texts;

    expect(codeOf(rest)).toEqual(['missing-document', expect.stringContaining(filename)]);
  });

  it.each(Object.keys(json))('names %s when it is not as its schema says', (filename) => {
    for (const text of [
      '',
      '{',
      '[]',
      'null',
      '{}',
      `${texts[filename]} x`,
      texts[filename]?.replace('{', '{"extra":1,') ?? '',
    ]) {
      expect(codeOf({ ...texts, [filename]: text })).toEqual([
        'malformed-document',
        expect.stringContaining(filename),
      ]);
    }
  });

  it('is not fooled by keys that every object has', () => {
    const polluted = JSON.stringify(json['10-metadata.json']).replace(
      '{',
      '{"__proto__":{"package_name":"x"},',
    );

    expect(codeOf({ ...texts, '10-metadata.json': polluted })).toMatchObject([
      'malformed-document',
      expect.anything(),
    ]);
    expect(({} as { package_name?: string }).package_name).toBeUndefined();
  });
});

describe('renderSpecManifest()', () => {
  it('holds the ten texts in order with their digests, and can be read back', () => {
    const manifest = renderSpecManifest(parseSpec(texts, generatedAt));

    const read = SpecManifest.parse(JSON.parse(JSON.stringify(manifest)));
    expect(read.documents.map(({ filename }) => filename)).toEqual([...specFilenames]);
    for (const { filename, content, content_hash } of read.documents) {
      expect([content, content_hash]).toEqual([texts[filename], sha256Hex(content)]);
    }
  });
});
