import type { Random } from './random.ts';

const longestPattern = 2000;
const longestSample = 80;

/**
 * A text that the pattern mostly matches: what a parser looks for is seldom hit by chance. Anchors and what is looked
 * ahead for are left out, back references give nothing, and quantifiers without an end repeat three times at most.
 */
export function sampleRegex(pattern: string, random: Random): string {
  const reader = { pattern: pattern.slice(0, longestPattern), at: 0, depth: 0 };
  return sampleChoice(reader, random).slice(0, longestSample);
}

interface Reader {
  readonly pattern: string;
  at: number;
  depth: number;
}

function sampleChoice(reader: Reader, random: Random): string {
  const choices: string[] = [''];
  while (reader.at < reader.pattern.length && reader.pattern[reader.at] !== ')') {
    if (reader.pattern[reader.at] === '|') {
      reader.at += 1;
      choices.push('');
      continue;
    }
    const text = sampleQuantified(reader, random);
    const last = choices.length - 1;
    choices[last] = `${choices[last]}${text}`.slice(0, longestSample);
  }
  return random.pick(choices);
}

function sampleQuantified(reader: Reader, random: Random): string {
  const start = reader.at;
  const first = sampleAtom(reader, random);
  const end = reader.at;
  const [least, most] = readQuantifier(reader);
  const after = reader.at;
  const count = least + random.whole(most - least + 1);
  if (count === 0) return '';
  let text = first;
  for (let time = 1; time < count && text.length < longestSample; time += 1) {
    reader.at = start;
    text += end - start > 200 ? first : sampleAtom(reader, random);
  }
  reader.at = after;
  return text;
}

function readQuantifier(reader: Reader): readonly [number, number] {
  const found = /^(?:[*+?]|\{(\d{1,4})(,?)(\d{0,4})\})\??/.exec(
    reader.pattern.slice(reader.at, reader.at + 16),
  );
  if (found === null) return [1, 1];
  reader.at += found[0].length;
  if (found[0].startsWith('*')) return [0, 3];
  if (found[0].startsWith('+')) return [1, 3];
  if (found[0].startsWith('?')) return [0, 1];
  const least = Math.min(Number(found[1]), 40);
  if (found[2] === '') return [least, least];
  return [least, found[3] === '' ? least + 2 : Math.max(least, Math.min(Number(found[3]), least + 4))];
}

function sampleAtom(reader: Reader, random: Random): string {
  const sign = reader.pattern[reader.at] ?? '';
  reader.at += 1;
  if (sign === '(') return sampleGroup(reader, random);
  if (sign === '[') return sampleClass(reader, random);
  if (sign === '\\') return sampleEscape(reader, random);
  if (sign === '.') return random.pick(['a', 'B', '1', ' ', '-', '_', '.', '/']);
  return sign === '^' || sign === '$' ? '' : sign;
}

function sampleGroup(reader: Reader, random: Random): string {
  const mark =
    /^\?(?:[:=!]|<[=!]|<[A-Za-z_$][\w$]{0,60}>)/.exec(reader.pattern.slice(reader.at, reader.at + 70))?.[0] ??
    '';
  reader.at += mark.length;
  reader.depth += 1;
  const text = reader.depth > 40 ? '' : sampleChoice(reader, random);
  reader.depth -= 1;
  if (reader.pattern[reader.at] === ')') reader.at += 1;
  return /^\?<?[=!]$/.test(mark) ? '' : text;
}

function sampleClass(reader: Reader, random: Random): string {
  const start = reader.at - 1;
  const isNegated = reader.pattern[reader.at] === '^';
  if (isNegated) reader.at += 1;
  const signs: string[] = [];
  while (reader.at < reader.pattern.length && reader.pattern[reader.at] !== ']') {
    const sign = reader.pattern[reader.at] ?? '';
    reader.at += 1;
    const from = sign === '\\' ? sampleEscape(reader, random) : sign;
    const next = reader.pattern[reader.at + 1];
    if (reader.pattern[reader.at] === '-' && next !== undefined && next !== ']' && from.length === 1) {
      reader.at += 2;
      const to = next === '\\' ? sampleEscape(reader, random) : next;
      signs.push(from, to, pickBetween(from, to, random));
    } else signs.push(from);
  }
  reader.at += 1;
  const pool = isNegated ? listOthers(reader.pattern.slice(start, reader.at)) : signs;
  return pool.length === 0 ? '' : random.pick(pool);
}

/** Signs that a negated class lets through. */
function listOthers(text: string): readonly string[] {
  const usual = ['a', 'Z', '5', ' ', '-', '.', '%', ','];
  try {
    const asked = new RegExp(text);
    return usual.filter((sign) => asked.test(sign));
  } catch {
    return usual;
  }
}

function pickBetween(from: string, to: string, random: Random): string {
  const [first, last] = [from.codePointAt(0) ?? 0, to.codePointAt(0) ?? 0];
  return last < first ? from : String.fromCodePoint(first + random.whole(Math.min(last - first, 500) + 1));
}

const classes: Readonly<Record<string, readonly string[]>> = {
  ...{ d: ['0', '1', '5', '9', '2'], D: ['a', '-', ' '], w: ['a', 'Z', '7', '_'], W: ['-', ' ', '.'] },
  ...{
    s: [' ', '\t', ' ', '\n'],
    S: ['a', '1', '-'],
    n: ['\n'],
    r: ['\r'],
    t: ['\t'],
    b: [''],
    B: [''],
    v: ['\v'],
    f: ['\f'],
  },
};

function sampleEscape(reader: Reader, random: Random): string {
  const rest = reader.pattern.slice(reader.at, reader.at + 40);
  const code = /^(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|u\{([\da-fA-F]{1,5})\})/.exec(rest);
  if (code !== null) {
    reader.at += code[0].length;
    return String.fromCodePoint(Number.parseInt(code[1] ?? code[2] ?? code[3] ?? '0', 16));
  }
  const property = /^[pP]\{([\w=]{1,30})\}/.exec(rest);
  if (property !== null) {
    reader.at += property[0].length;
    return random.pick(
      /Upper|Lu/.test(property[1] ?? '') ? ['A', 'É'] : /N/.test(property[1] ?? '') ? ['1', '٣'] : ['a', 'é'],
    );
  }
  const sign = rest.charAt(0);
  reader.at += 1;
  const known = Object.hasOwn(classes, sign) ? classes[sign] : undefined;
  if (known !== undefined) return random.pick(known);
  return /[1-9k]/.test(sign) ? '' : sign;
}
