/** Formatted files, and the name and version of the formatter; null when it could take none of them. */
export interface FormattedCode {
  readonly files: Readonly<Record<string, string>>;
  readonly formatter: string | null;
}

/** Widths and quotes that most projects have: prettier's own defaults, but for single quotes. */
const style = { singleQuote: true, printWidth: 100 } as const;

/**
 * The code at `paths` as prettier writes it; everything else, and what prettier cannot parse, stays as it is. Nothing of a
 * program's meaning changes, and the formatter reads no configuration and no file.
 */
export async function formatJavaScript(
  files: Readonly<Record<string, string>>,
  paths: readonly string[],
): Promise<FormattedCode> {
  const [prettier, babel, estree] = await Promise.all([
    import('prettier/standalone'),
    import('prettier/plugins/babel'),
    import('prettier/plugins/estree'),
  ]);
  const formatted: Record<string, string> = { ...files };
  let done = 0;
  for (const path of paths) {
    const text = Object.hasOwn(files, path) ? files[path] : undefined;
    if (text === undefined) continue;
    try {
      formatted[path] = await prettier.format(text, {
        ...style,
        parser: /\.[mc]?ts$/.test(path) ? 'babel-ts' : 'babel',
        plugins: [babel, estree as import('prettier').Plugin],
      });
      done += 1;
    } catch {
      // Code that prettier does not understand is delivered as it was judged.
    }
  }
  return {
    files: formatted,
    formatter: done === 0 ? null : `prettier ${(prettier as { version?: string }).version ?? ''}`.trim(),
  };
}
