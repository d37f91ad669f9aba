import type { SyntaxNode } from './types.ts';

const simple: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '\n': '',
};

/** The text that a plain string of Python stands for; bytes as their characters. */
export function readPythonString(node: SyntaxNode): string {
  return readPythonLiteral(node.text);
}

export function readPythonLiteral(text: string): string {
  const match = /^([A-Za-z]*)("""|'''|"|')/.exec(text);
  if (match === null) return text;
  const [head, prefix = '', quote = ''] = match;
  const body = text.slice(head.length, text.length - quote.length).replaceAll('\r\n', '\n');
  if (/r/i.test(prefix)) return body;
  return body.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|([\s\S]))/g,
    (whole, ...groups: (string | undefined)[]) => {
      const [hex2, hex4, hex8, octal, other] = groups;
      const hex = hex2 ?? hex4 ?? hex8;
      const code = hex !== undefined ? Number.parseInt(hex, 16) : Number.parseInt(octal ?? '', 8);
      if (Number.isNaN(code)) return simple[other ?? ''] ?? whole;
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** A docstring as `inspect.cleandoc` gives it: without the indentation that its lines share. */
export function cleanPythonDocstring(text: string): string {
  const [first = '', ...rest] = text.replaceAll('\t', '        ').split('\n');
  const indents = rest.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const margin = indents.length === 0 ? 0 : indents.reduce((least, indent) => Math.min(least, indent));
  const lines = [first.trimStart(), ...rest.map((line) => line.slice(margin))].map((line) => line.trimEnd());
  while (lines.length > 0 && lines[0] === '') lines.shift();
  while (lines.length > 0 && lines.at(-1) === '') lines.pop();
  return lines.join('\n');
}

/** A text as a docstring at an indentation. */
export function renderPythonDocstring(text: string, indent: string): string {
  const isRaw = text.includes('\\') && !text.includes('"""') && !/[\\"]$/.test(text);
  const escaped = isRaw
    ? text
    : text.replaceAll('\\', '\\\\').replaceAll('"""', '\\"\\"\\"').replace(/"$/, '\\"');
  const lines = escaped.split('\n');
  const prefix = isRaw ? 'r' : '';
  if (lines.length === 1) return `${indent}${prefix}"""${escaped}"""`;
  const body = lines.map((line, index) => (index === 0 || line === '' ? line : indent + line)).join('\n');
  return `${indent}${prefix}"""${body}\n${indent}"""`;
}
