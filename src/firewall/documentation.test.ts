import { describe, expect, it } from 'vitest';
import { readDocumentation } from './documentation.ts';

const read = (id: string, text: string) => {
  const { prose, code } = readDocumentation([{ id, text, kind: 'readme' }] as unknown as Parameters<
    typeof readDocumentation
  >[0]);
  return { prose: prose.join('\n'), code: code.join('\n') };
};

describe('readDocumentation()', () => {
  const text = 'Usage\n~~~~~\n\nCall it with a text.\n\nMore\n~~~~\n\nIt gives a number.\n';

  it('takes a row of tildes below a title of reStructuredText for no fence', () => {
    const { prose, code } = read('docs/use.rst', text);

    expect(prose).toContain('Call it with a text.');
    expect(prose).toContain('It gives a number.');
    expect(code).not.toContain('Call it');
  });

  it('takes it for a fence in Markdown, and in .rst where no title stands above it', () => {
    expect(read('docs/use.md', text).code).toContain('Call it with a text.');
    expect(read('docs/use.rst', 'A longer line\n~~~\ncode();\n~~~\n').code).toContain('code();');
    expect(read('docs/use.rst', '\n~~~\ncode();\n~~~\n').code).toContain('code();');
  });
});
