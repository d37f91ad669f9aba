import { describe, expect, it } from 'vitest';
import { readReference } from './read-reference.ts';

describe('readReference()', () => {
  it.each([
    ['npm/@scope/Name@^1', '@scope/Name', '@scope/Name', '^1'],
    ['pypi/Zope.Interface@>=5,<6', 'Zope.Interface', 'zope-interface', '>=5,<6'],
    ['crates/serde_json@1', 'serde_json', 'serde_json', '1'],
    ['go/golang.org/x/mod@v0.25.0', 'golang.org/x/mod', 'golang.org/x/mod', 'v0.25.0'],
  ])('reads %s', (text, name, registryName, range) => {
    expect(readReference(text)).toMatchObject({
      name,
      registryName,
      range,
      constraint: range,
      kind: 'runtime',
    });
  });

  it('takes a whole version of a crate for that version', () => {
    expect(readReference('crates/serde@1.0.100')).toMatchObject({ constraint: '1.0.100', range: '=1.0.100' });
  });
});
