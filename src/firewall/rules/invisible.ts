import type { Spec } from '../../spec/index.ts';
import type { Finding } from '../types.ts';
import { forEachLine } from './prose.ts';

/**
 * Controls but tab, zero-width characters and fillers, direction marks and overrides, line separators, tag characters,
 * rows of variation selectors (they carry hidden bytes), and the byte order mark.
 */
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is what this is for
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: single code points are meant, combining or not
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|[\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]|[\ufe00-\ufe0f]{2}/u;

/** The joiner inside a family or a flag: a picture of several pictures, which people write on purpose. */
const joinedPicture =
  /(\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d(?=\p{Extended_Pictographic})/gu;

export function findInvisibleCharacters(spec: Spec): Finding[] {
  const findings: Finding[] = [];
  forEachLine(spec, ({ document, line, text }) => {
    if (!invisible.test(text)) return;
    const found = invisible.exec(text.replace(joinedPicture, '$1'))?.[0];
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
