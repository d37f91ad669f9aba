/** The compiler as a value: handed from function to function because it is loaded only when something is compiled. */
export type TypeScript = typeof import('typescript');

/** TypeScript takes a third of a second to load, so nothing loads it before it is needed. */
export async function loadTypeScript(): Promise<TypeScript> {
  return (await import('typescript')).default;
}
