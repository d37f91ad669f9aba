/** Values that few documents think of: nobody's promise, unless an example shows them. */
export function isOdd(expression: string): boolean {
  return /\b(?:null|undefined|NaN|Infinity)\b|[(,[]\s*-|\+ 0\.5|\* 1000|\(-/.test(expression);
}
