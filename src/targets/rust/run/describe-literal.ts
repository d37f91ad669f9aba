/**
 * How Rust's Debug shows a literal, worked out on our side, so that what a scenario expects does not come from the
 * process of the code under test; null for everything that is no plain literal.
 */
export function describeLiteral(text: string): string | null {
  const bare = text.trim();
  if (/^(?:true|false|None|\(\))$/.test(bare)) return bare;
  if (/^-?\d[\d_]*(?:[iu](?:8|16|32|64|128|size))?$/.test(bare))
    return bare
      .replace(/[iu]\w*$/, '')
      .replaceAll('_', '')
      .replace(/^(-?)0+(?=\d)/, '$1');
  const string =
    /^(?:String::from\()?"((?:[^"\\]|\\.)*)"\)?(?:\.to_string\(\)|\.to_owned\(\)|\.into\(\))?$/s.exec(
      bare,
    )?.[1];
  if (string !== undefined) return describeText(string);
  const wrapped = /^(Some|Ok|Err)\((.*)\)$/s.exec(bare);
  if (wrapped === null) return null;
  const inner = describeLiteral(wrapped[2] ?? '');
  return inner === null ? null : `${wrapped[1]}(${inner})`;
}

/** Only what Debug shows as it is; anything else is left to the comparison in Rust. */
function describeText(inner: string): string | null {
  return /^(?:[\x20-\x7e\u00a1-\u02ff\u0370-\u0482\u4e00-\u9fff]|\\[nt"\\])*$/.test(inner) &&
    !/(?<!\\)(?:\\\\)*\\[^nt"\\]/.test(inner)
    ? `"${inner}"`
    : null;
}
