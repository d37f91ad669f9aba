import { describe, expect, it } from 'vitest';
import { renderNameMapping, translateSpec } from './index.ts';
import { spellName, spellPackage } from './names/spell-name.ts';
import { splitWords } from './names/split-words.ts';
import { createSpec, member } from './word-kit.fake.ts';

const spec = createSpec({
  language: 'javascript',
  packageName: '@scope/pad-text',
  exports: [
    {
      name: 'default',
      local_name: 'padText',
      kind: 'function',
      signature: 'function padText(text: string, options?: PadOptions): string',
      summary: 'Pads; see `padText`.',
    },
    { name: 'from', kind: 'function', signature: 'function from(text: string, test: RegExp): string' },
    { name: 'Side', kind: 'type', signature: "type Side = 'left' | 'right'" },
    {
      name: 'PadOptions',
      kind: 'interface',
      signature: 'interface PadOptions',
      members: [
        { ...member('maxWidth', 'maxWidth?: number', 'property'), optional: true },
        { ...member('trim', 'trim?: boolean', 'property'), optional: true },
      ],
    },
  ],
  bindings: [
    { local: 'pad', export: 'default' },
    { local: 'from', export: 'from' },
  ],
  examples: [
    ["pad('a', {maxWidth: 3, trim: false})", "'a'"],
    ["from('a', /a/)", "'a'"],
    ["pad('a', {fill: '-'})", "'a'"],
    ['pad(Symbol("a"))', null],
  ],
  types: [
    'export interface PadOptions {',
    '  /** How wide.\\n@default 4 */ maxWidth?: number;'.replace('\\n', '\n'),
    '  /** Cuts blanks: `padText("  ")`, defaults to `true`. */ trim?: boolean;',
    '}',
    '/**',
    ' * Pads a text.',
    ' * @param text - What to pad, or `undefined`.',
    ' * @returns Never `null`; `maxWidth` counts.',
    ' */',
    'export default function padText(text: string, options?: PadOptions): string;',
  ].join('\n'),
  prose:
    '# Title\n\n- `padText(text, {maxWidth: 1})` and `pad` give "padText"; padText, `from` and `other`, `\'padText\'`. [readme:1]\n',
});

describe('documents of a translation', () => {
  it.each([
    [
      'python',
      '`pad_text(text, {max_width: 1})` and `pad_text` give "padText"; padText, `from_` and `other`, `\'padText\'`.',
    ],
    [
      'rust',
      '`pad_text(text, {max_width: 1})` and `pad_text` give "padText"; padText, `from` and `other`, `\'padText\'`.',
    ],
    [
      'go',
      '`PadText(text, {MaxWidth: 1})` and `PadText` give "padText"; padText, `From` and `other`, `\'padText\'`.',
    ],
  ] as const)('have the names of %s in backticks and are otherwise as they were', async (to, line) => {
    const { spec: made } = await translateSpec(spec, to);

    expect(made.texts['03-behavior-spec.md']).toBe(`# Title\n\n- ${line} [readme:1]\n`);
    expect(made.texts['08-compatibility-notes.md']).toMatch(
      /^# Title\n\n- Translated from JavaScript to \w+: .+ \[metadata:1\]\n- `/,
    );
    expect(made.metadata).toMatchObject({ ecosystem: 'npm', module: null, package_name: '@scope/pad-text' });
    expect(made.surface.language).toBe(to);
  });

  it('06 declares options with their comments, as Python takes them', async () => {
    const { spec: made } = await translateSpec(spec, 'python');

    expect(made.texts['06-type-definitions.d.ts']).toContain(
      'def pad_text(text: str, *, max_width: int = 4, trim: bool = True) -> str:\n    """Pads a text.\n    `text`: What to pad, or `None`.\n    Returns: Never `None`; `max_width` counts.\n    max_width: How wide. Default: 4\n    trim: Cuts blanks: `pad_text("  ")`, defaults to `True`.\n    """\n    ...\n',
    );
  });

  it('Go points to options whose zero means something', async () => {
    const { spec: made } = await translateSpec(spec, 'go');

    expect(made.texts['06-type-definitions.d.ts']).toContain(
      'type PadOptions struct {\n\t// How wide.\n\t// Default: 4\n\tMaxWidth int\n',
    );
    expect(made.scenarios.scenarios[0]).toMatchObject({
      setup: 'trim := false',
      expression: 'padtext.PadText("a", padtext.PadOptions{MaxWidth: 3, Trim: &trim})',
    });
  });

  it('says what is not translated, and why', async () => {
    const translation = await translateSpec(spec, 'rust');

    const mapping = renderNameMapping(translation);

    expect(translation.untranslated).toEqual([
      { what: 'S002', reason: 'it holds a regular expression, which other languages do not have' },
      { what: 'S003', reason: 'it gives the option `fill`, which the declaration does not have' },
      { what: 'S004', reason: "it calls `Symbol`, which is JavaScript's own" },
    ]);
    expect(mapping).toContain('| function | `default (padText)`<br>');
    expect(mapping).toContain('`pad_text`<br>`pub fn pad_text(text: &str, options: PadOptions) -> String` |');
    expect(mapping).toContain('| option | `default(options.maxWidth)` | `PadOptions.max_width` |');
    expect(mapping).toContain("`type Side = 'left' \\| 'right'` | spelled out where it is used |");
    expect(mapping).toContain('- `S002`: it holds a regular expression');
  });

  it('are the given ones where nothing is to be translated', async () => {
    expect(await translateSpec(spec, 'typescript')).toEqual({
      spec,
      from: 'javascript',
      to: 'typescript',
      names: [],
      untranslated: [],
    });
  });
});

describe('names', () => {
  it.each([
    ['testGUILabel2', ['test', 'gui', 'label2']],
    ['__to-kebab_case__', ['to', 'kebab', 'case']],
    ['HTMLParser', ['html', 'parser']],
    ['$', []],
  ])('%s is split into its words', (name, words) => {
    expect(splitWords(name)).toEqual(words);
  });

  it.each([
    ['python', 'function', 'class', 'class_'],
    ['rust', 'function', 'matchAll', 'match_all'],
    ['rust', 'local', 'type', 'type_'],
    ['go', 'function', 'toHtml', 'ToHTML'],
    ['go', 'local', 'range', 'range_'],
    ['javascript', 'function', 'to_snake', 'toSnake'],
    ['javascript', 'constant', 'MAX_SIZE', 'MAX_SIZE'],
    ['python', 'constant', 'maxSize', 'MAX_SIZE'],
    ['rust', 'type', 'pad_options', 'PadOptions'],
    ['go', 'function', '2x', 'N2x'],
  ] as const)('as %s has it for a %s: %s is %s', (family, role, name, spelled) => {
    expect(spellName(family, role, name)).toBe(spelled);
  });

  it.each([
    ['go', '@scope/pad-text', 'padtext'],
    ['go', 'example.com/pad-text/v2', 'padtext'],
    ['python', 'import', 'import_'],
    ['rust', '7zip', 'n7zip'],
  ] as const)('for %s the package %s is imported as %s', (family, name, spelled) => {
    expect(spellPackage(family, name)).toBe(spelled);
  });
});
