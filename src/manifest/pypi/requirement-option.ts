/** An option line of a requirements file, as pip reads it. */
export interface RequirementOption {
  readonly option: string;
  readonly value: string;
}

const shortOptions: Readonly<Record<string, string>> = {
  '-r': '--requirement',
  '-c': '--constraint',
  '-e': '--editable',
  '-i': '--index-url',
  '-f': '--find-links',
};
const optionsWithValue = new Set([
  '--requirement',
  '--constraint',
  '--editable',
  '--index-url',
  '--extra-index-url',
  '--find-links',
  '--no-binary',
  '--only-binary',
  '--trusted-host',
  '--use-feature',
]);
const plainOptions = new Set(['--pre', '--no-index', '--prefer-binary', '--require-hashes', '--use-pep517']);

/** The option of a line that begins with a dash; null for one that pip does not know. */
export function parseRequirementOption(text: string): RequirementOption | null {
  const short = Object.hasOwn(shortOptions, text.slice(0, 2)) ? shortOptions[text.slice(0, 2)] : undefined;
  if (short !== undefined && !text.startsWith('--')) {
    const value = unquote(text.slice(2).replace(/^=/, '').trim());
    return value === '' ? null : { option: short, value };
  }
  const end = text.search(/[\s=]/);
  const option = end === -1 ? text : text.slice(0, end);
  const value = end === -1 ? '' : unquote(text.slice(end + 1).trim());
  if (plainOptions.has(option)) return value === '' ? { option, value } : null;
  return optionsWithValue.has(option) && value !== '' ? { option, value } : null;
}

/** What a requirement's own options say: the hashes, and whether any is none that pip knows. */
export function readRequirementTail(text: string): { hashes: readonly string[]; isReadable: boolean } {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const hashes: string[] = [];
  let isReadable = true;
  for (let place = 0; place < words.length; place += 1) {
    const match = /^--(hash|global-option|install-option|config-settings?)(?:=(.+))?$/s.exec(
      words[place] ?? '',
    );
    if (match?.[2] === undefined) place += 1;
    const value = unquote(match?.[2] ?? words[place] ?? '');
    if (match === null || value === '') isReadable = false;
    else if (match[1] === 'hash') {
      if (/^(?:sha256|sha384|sha512):[0-9a-f]{64,128}$/i.test(value)) hashes.push(value.toLowerCase());
      else isReadable = false;
    }
  }
  return { hashes, isReadable };
}

function unquote(text: string): string {
  const match = /^(["'])(.*)\1$/s.exec(text);
  return match?.[2] ?? text;
}
