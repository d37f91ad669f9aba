import { describe, expect, it } from 'vitest';
import { renderInterface } from './render-interface.ts';

describe('renderInterface()', () => {
  it('tells functions, options, defaults and comments without the syntax of declarations', async () => {
    const { text } = await renderInterface(`
      export interface Options {
        /** The character between words. @default '_' */
        readonly separator?: string;
      }
      /**
       * Splits words.
       * @param text - What to split.
       */
      export default function split(text: string, options?: Options): string[];
    `);

    expect(text).not.toMatch(/interface|export|readonly|declare/);
    expect(text).toContain('`separator` (string, optional): The character between words.');
    expect(text).toContain("default: '_'");
    expect(text).toContain(
      '`split(text: string, options?: Options)` returns string[]: Splits words. text: What to split.',
    );
  });

  it('keeps a conditional type, which is a rule', async () => {
    const { text } = await renderInterface(
      'export function wrap<T>(value: T): T extends null // note\n ? [] : [T];',
    );

    expect(text).toContain('returns T extends null ? [] : [T]');
  });

  it('merges the parameter names of overloads that stand in one place', async () => {
    const { parameters } = await renderInterface(`
      export function pick(source: object, predicate: () => boolean): object;
      export function pick(source: object, keys: string[]): object;
    `);

    expect(parameters.get('pick')).toEqual(['source', 'predicateOrKeys']);
  });

  it('tells classes, namespaces and constants', async () => {
    const { text } = await renderInterface(`
      export class Bag { constructor(size: number); add(item: string): this; count: number; }
      declare namespace unique { function inPlace(list: string[]): string[]; }
      export const version: string;
    `);

    expect(text).toContain('- class Bag');
    expect(text).toContain('  - `constructor(size: number)`');
    expect(text).toContain('  - `add(item: string)` returns this');
    expect(text).toContain('`unique.inPlace(list: string[])` returns string[]');
    expect(text).toContain('`version` (string)');
  });

  it('gives nothing for nothing, and never throws on broken text', async () => {
    expect((await renderInterface('')).text).toBe('');
    expect((await renderInterface('export function ((( {')).text).toBeTypeOf('string');
  });
});
