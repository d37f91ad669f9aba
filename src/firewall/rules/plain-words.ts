import { type Spec, type SpecFilename, specFilenames } from '../../spec/index.ts';
import { forEachLine } from './prose.ts';

/** A word as it sounds, whatever letters it was written with, and where it stands. */
export interface PlainWord {
  readonly text: string;
  readonly line: number;
}

/** Letters of other scripts that look like Latin ones. */
const lookAlikes = new Map(
  [
    'аa',
    'сc',
    'ԁd',
    'еe',
    'һh',
    'іi',
    'јj',
    'ӏl',
    'оo',
    'рp',
    'ԛq',
    'ѕs',
    'ԝw',
    'хx',
    'уy',
    'кk',
    'мm',
    'тt',
    'вb',
    'нh',
  ]
    .concat([
      'αa',
      'εe',
      'ιi',
      'κk',
      'νv',
      'οo',
      'ρp',
      'τt',
      'υu',
      'χx',
      'γy',
      'ıi',
      'ɡg',
      'ⅼl',
      'ո' + 'n',
      'ѵv',
      'ʀr',
      'ɴn',
    ])
    .map((pair) => [pair[0] as string, pair[1] as string]),
);

/** The words of each document in order, across its lines, in small Latin letters where they look like such. */
export function readPlainWords(spec: Spec): Map<SpecFilename, PlainWord[]> {
  const words = new Map<SpecFilename, PlainWord[]>(specFilenames.map((name) => [name, []]));
  forEachLine(spec, ({ document, line, text }) => {
    const list = words.get(document);
    for (const [word] of foldLetters(text).matchAll(/[\p{L}\p{N}]+/gu)) list?.push({ text: word, line });
  });
  return words;
}

/** Marks, format characters and capitals gone, look-alikes made Latin. */
export function foldLetters(text: string): string {
  if (!/[\u0080-\uffff]/.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/[\u0080-\uffff]/g, (letter) => lookAlikes.get(letter) ?? letter);
}
