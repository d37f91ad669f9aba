const variables = new Set([
  'python_version',
  'python_full_version',
  'os_name',
  'sys_platform',
  'platform_release',
  'platform_system',
  'platform_version',
  'platform_machine',
  'platform_python_implementation',
  'implementation_name',
  'implementation_version',
  'extra',
  'extras',
  'dependency_groups',
  // Spellings of before PEP 508 that installers still take.
  'os.name',
  'sys.platform',
  'platform.version',
  'platform.machine',
  'platform.python_implementation',
  'python_implementation',
]);
const token = /\s*(?:(\(|\)|<=|>=|<|>|===|==|!=|~=)|"([^"]*)"|'([^']*)'|([A-Za-z_][A-Za-z0-9_.]*))/y;

type Word = 'open' | 'close' | 'operator' | 'value' | 'in' | 'not' | 'joint';

/** Why the text is no marker of PEP 508; null when it is one. Reads without recursion, so any depth is safe. */
export function problemOfMarker(marker: string): string | null {
  const words = readWords(marker);
  if (words === null) return `"${marker.slice(0, 80)}" is no environment marker`;
  return isMarker(words) ? null : `"${marker.slice(0, 80)}" is no complete environment marker`;
}

function readWords(marker: string): Word[] | null {
  const words: Word[] = [];
  const end = marker.trimEnd().length;
  token.lastIndex = 0;
  while (token.lastIndex < end) {
    const match = token.exec(marker);
    if (match === null) return null;
    const word = wordOf(match);
    if (word === null) return null;
    words.push(word);
  }
  return words;
}

function wordOf([, sign, double, single, name]: RegExpExecArray): Word | null {
  if (sign !== undefined) return sign === '(' ? 'open' : sign === ')' ? 'close' : 'operator';
  if (double !== undefined || single !== undefined) return 'value';
  if (name === 'and' || name === 'or') return 'joint';
  if (name === 'in' || name === 'not') return name;
  return name !== undefined && variables.has(name) ? 'value' : null;
}

/** Comparisons joined by and/or, with parentheses around any of them. */
function isMarker(words: readonly Word[]): boolean {
  let depth = 0;
  let place = 0;
  for (;;) {
    while (words[place] === 'open') {
      depth += 1;
      place += 1;
    }
    const length = comparisonLength(words, place);
    if (length === 0) return false;
    place += length;
    while (words[place] === 'close') {
      depth -= 1;
      place += 1;
      if (depth < 0) return false;
    }
    if (place === words.length) return depth === 0;
    if (words[place] !== 'joint') return false;
    place += 1;
  }
}

function comparisonLength(words: readonly Word[], place: number): number {
  if (words[place] !== 'value') return 0;
  const isNotIn = words[place + 1] === 'not' && words[place + 2] === 'in';
  const isOperator = words[place + 1] === 'operator' || words[place + 1] === 'in';
  const length = isNotIn ? 4 : isOperator ? 3 : 0;
  return words[place + length - 1] === 'value' ? length : 0;
}
