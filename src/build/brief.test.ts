import { describe, expect, it } from 'vitest';
import { renderBrief } from './brief.ts';
import { createClearedSpec } from './cleared-spec.fake.ts';
import { createSurface } from './surface.fake.ts';

const roomy = { maxCharacters: 12_000 };

describe('renderBrief()', () => {
  it('holds statements without their places, interface, examples and the names to declare, in this order', async () => {
    const spec = await createClearedSpec({
      scenarios: [['padIt("a", 2)', '" a"']],
      texts: { '03-behavior-spec.md': '# Behaviour\n\n- Pads on the left. [readme:3-4]\n' },
    });

    const brief = await renderBrief(spec, roomy);

    const parts = [
      '# Overview',
      '# Behaviour\n- Pads on the left.\n',
      '# Interface',
      '# Examples',
      'declare:',
    ];
    const places = parts.map((part) => brief.indexOf(part));
    expect(places).toEqual([...places].sort((first, second) => first - second));
    expect(places).not.toContain(-1);
    expect(brief).toContain('padIt("a", 2) // => " a"');
    expect(brief).not.toContain('[readme');
  });

  it('leaves out contested examples and says equal ones once', async () => {
    const contested = await createClearedSpec({ scenarios: [['padIt("a")', '"a"']], contested: true });
    const twice = await createClearedSpec({
      scenarios: [
        ['padIt("a")', '"a"'],
        ['padIt("a")', '"a"'],
      ],
    });

    expect(await renderBrief(contested, roomy)).not.toContain('padIt("a")');
    expect((await renderBrief(twice, roomy)).split('padIt("a")')).toHaveLength(2);
  });

  it('keeps to its length by cutting prose and examples, never the names to declare', async () => {
    const many = Array.from({ length: 300 }, (_, index): [string, string] => [`padIt("${index}")`, '"x"']);
    const spec = await createClearedSpec({
      surface: createSurface(['default:padIt', 'trim']),
      scenarios: many,
      texts: { '03-behavior-spec.md': `# Behaviour\n\n${'- It pads a text to a length.\n'.repeat(400)}` },
    });

    const brief = await renderBrief(spec, { maxCharacters: 3000 });

    expect(brief.length).toBeLessThan(3100);
    expect(brief).toContain('(cut here)');
    expect(brief).toMatch(/function padIt\(.*\)\nfunction trim\(.*\)/);
  });
});
