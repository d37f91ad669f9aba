/** Original name, as prose and comments write it, to the target's. */
export type NameTable = ReadonlyMap<string, string>;

/** Names in backticks by the table, nothing else; what stands in quotes within them is data. */
export function renameProse(text: string, names: NameTable): string {
  return text.replace(
    /(`+)([^`\n]{1,300})\1/g,
    (_whole, ticks: string, code: string) => `${ticks}${renameCode(code, names)}${ticks}`,
  );
}

/** The names in a piece of code. */
export function renameCode(code: string, names: NameTable): string {
  return code.replace(
    /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[\p{L}_$][\p{L}\p{N}_$]*(?:(?:\.|::)[\p{L}_$][\p{L}\p{N}_$]*)*/gu,
    (found) => {
      if (/^["']/.test(found)) return found;
      const whole = names.get(found);
      if (whole !== undefined) return whole;
      return found
        .split(/(\.|::)/)
        .map((part) => names.get(part) ?? part)
        .join('');
    },
  );
}
