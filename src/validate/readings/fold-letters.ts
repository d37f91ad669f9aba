/** Letters of other alphabets that look like Latin ones. */
const alike = new Map(
  [
    ['аᴀαａ', 'a'],
    ['АΑ', 'A'],
    ['ВΒ', 'B'],
    ['сϲ', 'c'],
    ['СϹ', 'C'],
    ['ԁ', 'd'],
    ['еε', 'e'],
    ['ЕΕ', 'E'],
    ['ɡ', 'g'],
    ['һ', 'h'],
    ['НΗ', 'H'],
    ['іι', 'i'],
    ['ІΙ', 'I'],
    ['ј', 'j'],
    ['КΚ', 'K'],
    ['ӏ', 'l'],
    ['МΜ', 'M'],
    ['ո', 'n'],
    ['ΝＮ', 'N'],
    ['оοօ', 'o'],
    ['ОΟ', 'O'],
    ['рρ', 'p'],
    ['РΡ', 'P'],
    ['ԛ', 'q'],
    ['ѕ', 's'],
    ['Ѕ', 'S'],
    ['Т Τ', 'T'],
    ['υս', 'u'],
    ['ѵν', 'v'],
    ['ԝ', 'w'],
    ['хχ', 'x'],
    ['ХΧ', 'X'],
    ['уγ', 'y'],
    ['УΥ', 'Y'],
    ['ΖＺ', 'Z'],
  ].flatMap(([letters = '', plain = '']) =>
    [...letters].filter((letter) => letter !== ' ').map((letter) => [letter, plain] as const),
  ),
);
/** Marks of no width, and those that change the direction of a text. */
const invisible =
  /[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;

/** A text as a person sees it, in Latin letters. */
export function foldLetters(text: string): string {
  // Most lines hold nothing else.
  if (/^[\x20-\x7e\t]*$/.test(text)) return text;
  const plain = text.normalize('NFKC').replace(invisible, '');
  return plain.replace(/[^\x20-\x7e]/g, (letter) => alike.get(letter) ?? letter);
}
