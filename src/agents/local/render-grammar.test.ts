import { describe, expect, it } from 'vitest';
import { renderGrammar } from './render-grammar.ts';

describe('renderGrammar()', () => {
  it('writes properties in their order, optional ones with their comma', () => {
    const grammar = renderGrammar({
      type: 'object',
      properties: { a: { type: 'string' }, b: { type: 'integer' }, c: { type: 'boolean' } },
      required: ['b'],
    });

    expect(grammar).toContain(
      String.raw`"{" ("\"a\"" colon string comma)? "\"b\"" colon integer (comma "\"c\"" colon boolean)? "}"`,
    );
  });

  it('writes choices for enum, const and anyOf', () => {
    const grammar = renderGrammar({
      anyOf: [{ enum: ['x', 'y"'] }, { const: 1 }, { type: ['null', 'number'] }],
    });

    expect(grammar).toContain(String.raw`"\"x\"" | "\"y\\\"\""`);
    expect(grammar).toContain('null | number');
  });

  it('counts array items and short strings', () => {
    const grammar = renderGrammar({
      type: 'array',
      items: { type: 'string', maxLength: 40 },
      minItems: 1,
      maxItems: 3,
    });

    expect(grammar).toContain('char{0,40}');
    expect(grammar).toMatch(/"\[" rule\d (\(comma rule\d\)\{0,2\}) "\]"/);
  });

  it('follows references, those that turn in a circle as well', () => {
    const node = {
      type: 'object',
      properties: { next: { anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] } },
    };

    const grammar = renderGrammar({ $ref: '#/$defs/node', $defs: { node } });

    expect(grammar).toContain('root ::= reference0');
    expect(grammar).toContain('reference0 | null');
  });

  it('takes any value where the schema says nothing it knows', () => {
    expect(renderGrammar({})).toContain('root ::= value');
    expect(renderGrammar({ $ref: '#/__proto__/x' })).toContain('reference0 ::= value');
  });
});
