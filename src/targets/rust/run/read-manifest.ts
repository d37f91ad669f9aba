/** What the compiler has to know of a package; its tables are read by hand, for only three words count. */
export function readManifest(
  text: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): { readonly edition: string; readonly entry: string } {
  const edition = /^\s*edition\s*=\s*"(20\d\d)"/m.exec(text)?.[1];
  const library = /^\[lib\]([^[]*)/m.exec(text)?.[1] ?? '';
  const declared = /^\s*path\s*=\s*"([\w./-]{1,200})"/m.exec(library)?.[1];
  const entry = [declared, 'src/lib.rs', 'lib.rs'].find(
    (path) => path !== undefined && Object.hasOwn(files, path),
  );
  return { edition: edition ?? (text === '' ? '2021' : '2015'), entry: entry ?? 'src/lib.rs' };
}
