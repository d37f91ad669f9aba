const names = new Set(
  [
    'any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string',
    'uint uint8 uint16 uint32 uint64 uintptr true false iota nil append cap clear close complex copy delete imag',
    'len make max min new panic print println real recover',
  ]
    .join(' ')
    .split(' '),
);

const keywords = new Set(
  'break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var'.split(
    ' ',
  ),
);

/** True for names that every file of Go knows. */
export function isPredeclaredInGo(name: string): boolean {
  return names.has(name);
}

export function isGoKeyword(name: string): boolean {
  return keywords.has(name);
}
