import type { ApiSurface } from '../../spec/index.ts';
import type { BuiltinImport } from './builtin-imports.ts';
import { isIdentifierName, quoteName } from './identifier.ts';
import type { ExportMatch } from './match-exports.ts';
import type { Declarations } from './top-level.ts';

/**
 * The source of the package's one module: imports, declarations, then the exports of the specification, as ES module or
 * CommonJS. `both` is written as CommonJS whose names an `import` can see.
 */
export function renderModule(request: {
  readonly declarations: Declarations;
  readonly exports: ExportMatch;
  readonly format: ApiSurface['module'];
}): string {
  const { declarations, exports, format } = request;
  const isEsm = format === 'esm';
  const body = declarations.statements.map((statement) => statement.text);
  const imports = declarations.imports.map((entry) =>
    isEsm ? renderEsmImport(entry) : renderRequire(entry),
  );
  const tail = isEsm ? renderEsmExports(exports.matched) : renderCommonJsExports(exports.matched, format);
  const head = isEsm ? [] : ["'use strict';"];
  const blocks = [
    ...head,
    [...imports, ...(isEsm ? renderRequireFunction(body) : [])].join('\n'),
    ...body,
    tail,
  ];
  return `${blocks.filter((part) => part.trim() !== '').join('\n\n')}\n`;
}

export function renderEsmImport({ specifier, whole, named }: BuiltinImport): string {
  const list = named.map(({ imported, local }) => (imported === local ? local : `${imported} as ${local}`));
  const braces = list.length > 0 ? `{ ${list.join(', ')} }` : null;
  return `import ${[whole, braces].filter((part) => part !== null).join(', ')} from '${specifier}';`;
}

/** A call of `require` inside a function stays what it is; an ES module has to make the function first. */
export function renderRequireFunction(body: readonly string[]): string[] {
  if (!body.some((text) => /(?<![\w$.])require\s*\(/.test(text))) return [];
  return ["import { createRequire } from 'node:module';", 'const require = createRequire(import.meta.url);'];
}

function renderRequire({ specifier, whole, named }: BuiltinImport): string {
  const list = named.map(({ imported, local }) => (imported === local ? local : `${imported}: ${local}`));
  const lines = whole === null ? [] : [`const ${whole} = require('${specifier}');`];
  if (list.length > 0) lines.push(`const { ${list.join(', ')} } = require('${specifier}');`);
  return lines.join('\n');
}

function renderEsmExports(matched: ReadonlyMap<string, string>): string {
  const list = [...matched].map(([name, local]) => {
    if (name === local) return name;
    return `${local} as ${isIdentifierName(name) ? name : quoteName(name)}`;
  });
  return `export { ${list.join(', ')} };`;
}

/** Members that a function has of its own and does not let be assigned. */
export const ownMembers = new Set(['name', 'length', 'prototype', 'arguments', 'caller']);

function renderCommonJsExports(matched: ReadonlyMap<string, string>, format: ApiSurface['module']): string {
  const whole = matched.get('default');
  const lines = whole === undefined ? [] : [`module.exports = ${whole};`];
  if (whole !== undefined && format === 'both') lines.push(`module.exports.default = ${whole};`);
  for (const [name, local] of matched) {
    if (name === 'default') continue;
    if (whole !== undefined && ownMembers.has(name)) {
      lines.push(
        `Object.defineProperty(module.exports, '${name}', { value: ${local}, enumerable: true, configurable: true });`,
      );
    } else {
      lines.push(`module.exports${isIdentifierName(name) ? `.${name}` : `[${quoteName(name)}]`} = ${local};`);
    }
  }
  return lines.join('\n');
}
