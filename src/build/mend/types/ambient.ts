/** What Node has beside the language and the web. */
const nodeValues = [
  'Buffer',
  'process',
  'global',
  'setImmediate',
  'clearImmediate',
  '__dirname',
  '__filename',
  'require',
];

/**
 * Declarations of what a source uses of Node, for a compiler that reads no other package; null when it uses nothing.
 * They are of type any: the package depends on no further types for them.
 */
export function renderAmbient(source: string): string | null {
  const modules = new Set(
    [...source.matchAll(/(?:\bfrom |= require\()'(node:[\w/]+)'/g)].map(([, specifier]) => specifier),
  );
  const values = nodeValues.filter(
    (name) =>
      new RegExp(`(?<![\\w$.])${name}(?![\\w$])`).test(source) &&
      !new RegExp(`\\bconst ${name} =`).test(source),
  );
  const types = new Set([...source.matchAll(/(?<![\w$.])NodeJS\.(\w+)/g)].map(([, name]) => name));
  const lines = [
    ...[...modules].map((specifier) => `declare module '${specifier}';`),
    ...values.map((name) => `declare const ${name}: any;`),
    ...(values.includes('Buffer') ? ['type Buffer = any;'] : []),
    ...(types.size === 0
      ? []
      : [`declare namespace NodeJS {\n${[...types].map((name) => `  type ${name} = any;`).join('\n')}\n}`]),
  ];
  if (lines.length === 0) return null;
  return `// What this package uses of Node. Without these lines the compiler would need the types of Node.\n${lines.join('\n')}\n`;
}
