/** Of either side: larger sources are cut, and the report says so. */
const maximumCharacters = 8 * 1024 * 1024;

/** The files up to the limit, in their order, and whether that is less than all. */
export function limitSource(files: Readonly<Record<string, string>>): {
  readonly source: Record<string, string>;
  readonly truncated: boolean;
} {
  const source: Record<string, string> = {};
  let characters = 0;
  for (const [path, text] of Object.entries(files)) {
    characters += text.length;
    if (characters > maximumCharacters) return { source, truncated: true };
    source[path] = text;
  }
  return { source, truncated: false };
}
