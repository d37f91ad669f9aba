import type { Spec } from '../../spec/index.ts';
import type { Finding } from '../types.ts';
import { forEachLine } from './prose.ts';

/** Controls but tab, zero-width characters, direction marks and overrides, tag characters, and the byte order mark. */
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is what this is for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/u;

export function findInvisibleCharacters(spec: Spec): Finding[] {
  const findings: Finding[] = [];
  forEachLine(spec, ({ document, line, text }) => {
    const found = invisible.exec(text)?.[0];
    if (found === undefined) return;
    const point = (found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    findings.push({
      rule: 'invisible-characters',
      document,
      line,
      reason: `holds the invisible character U+${point}`,
    });
  });
  return findings;
}
