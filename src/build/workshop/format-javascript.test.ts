import { describe, expect, it } from 'vitest';
import { formatJavaScript } from './format-javascript.ts';

describe('formatJavaScript()', () => {
  it('formats the code at the given paths and leaves everything else', async () => {
    const files = {
      'src/index.js': '// header\n\nfunction  a(x){return x===1?"a":"b"}\nmodule.exports=a',
      'src/index.ts': 'export function a( x:number ):string{return String(x)}',
      'README.md': '#   no  code',
    };

    const { files: formatted, formatter } = await formatJavaScript(files, ['src/index.js', 'src/index.ts']);

    expect(formatted).toEqual({
      'src/index.js': "// header\n\nfunction a(x) {\n  return x === 1 ? 'a' : 'b';\n}\nmodule.exports = a;\n",
      'src/index.ts': 'export function a(x: number): string {\n  return String(x);\n}\n',
      'README.md': '#   no  code',
    });
    expect(formatter).toMatch(/^prettier \d+\.\d+\.\d+$/);
  });

  it('delivers code that it does not understand as it was, and then names no formatter', async () => {
    const files = { 'src/index.js': 'function (' };

    expect(await formatJavaScript(files, ['src/index.js'])).toEqual({ files, formatter: null });
  });
});
