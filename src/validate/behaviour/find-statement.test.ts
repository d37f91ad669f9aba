import { describe, expect, it } from 'vitest';
import type { Spec } from '../../spec/index.ts';
import { findStatement } from './find-statement.ts';

const spec = {
  texts: {
    '03-behavior-spec.md':
      '# Behaviour\n- `joinWords` puts the words together.\n- `joinWords` gives an empty text for an empty list.\n- The option `limit` cuts the list.\n- `splitWords` throws an error for a negative count.\n',
    '04-edge-cases.md': '',
    '05-configuration.md': '',
    '07-error-catalog.md': '',
  },
} as unknown as Pick<Spec, 'texts'>;

const question = { export: 'joinWords', setup: '', options: [], original: 'returned ""' };

describe('findStatement()', () => {
  it('takes the statement about an option that is set', () => {
    const found = findStatement(spec, {
      ...{ ...question, expression: 'joinWords(["a"], { limit: 1 })', options: ['limit'] },
    });

    expect(found).toBe('The option `limit` cuts the list.');
  });

  it('takes the statement about the function and the kind of value', () => {
    expect(findStatement(spec, { ...question, expression: 'joinWords([])' })).toBe(
      '`joinWords` gives an empty text for an empty list.',
    );
  });

  it('takes what is said of errors where one is thrown', () => {
    const expression = 'splitWords("a", (-1))';
    const found = findStatement(spec, {
      ...question,
      export: 'splitWords',
      expression,
      original: 'threw RangeError',
    });

    expect(found).toBe('`splitWords` throws an error for a negative count.');
  });

  it('takes none that names the function alone', () => {
    expect(findStatement(spec, { ...question, expression: 'joinWords(["a", "b"])' })).toBeNull();
  });
});
