import { describe, expect, it } from 'vitest';
import { SyntaxTreeError } from './errors.ts';
import { withTree } from './parse-tree.ts';
import { treeLanguages } from './types.ts';

const samples = {
  python: 'def double(x: int) -> int:\n    """Twice."""\n    return x * 2\n',
  rust: '/// Twice.\npub fn double(x: i64) -> i64 { x * 2 }\n',
  go: 'package p\n\n// Double is twice.\nfunc Double(x int) int { return x * 2 }\n',
  javascript: 'export function double(x) { return x * 2; }\n',
  typescript: 'export function double(x: number): number { return x * 2; }\n',
};

describe('withTree', () => {
  it.each(treeLanguages)('parses %s', async (language) => {
    const seen = await withTree(language, samples[language], (root) => ({
      hasError: root.hasError,
      text: root.text,
    }));
    expect(seen).toEqual({ hasError: false, text: samples[language] });
  });

  it('says where a text does not parse', async () => {
    expect(await withTree('python', 'def (:\n', (root) => root.hasError)).toBe(true);
  });

  it('refuses a text that is too large before it parses', async () => {
    await expect(withTree('go', 'x'.repeat(4_000_001), () => 0)).rejects.toThrow(SyntaxTreeError);
  });

  it('reads deep nesting without overflowing', async () => {
    const nested = `x = ${'('.repeat(20_000)}1${')'.repeat(20_000)}\n`;
    expect(typeof (await withTree('python', nested, (root) => root.hasError))).toBe('boolean');
  });
});
