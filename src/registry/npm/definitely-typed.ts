/** The DefinitelyTyped package that would hold a package's types; null for a package that is one itself. */
export function definitelyTypedName(record: { readonly name: string }): string | null {
  const { name } = record;
  if (name.startsWith('@types/')) return null;
  return `@types/${name.replace(/^@/, '').replace('/', '__')}`;
}
