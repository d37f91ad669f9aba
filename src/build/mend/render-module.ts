import type { ApiSurface } from '../../spec/index.ts';
import type { ExportMatch } from './match-exports.ts';
import type { BuiltinImport, Declarations } from './top-level.ts';

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
  const imports = declarations.imports.map((entry) => (isEsm ? renderImport(entry) : renderRequire(entry)));
  const body = declarations.statements.map((statement) => statement.text);
  const tail = isEsm ? renderEsmExports(exports.matched) : renderCommonJsExports(exports.matched, format);
  const head = isEsm ? [] : ["'use strict';"];
  const blocks = [...head, imports.join('\n'), ...body, tail];
  return `${blocks.filter((part) => part.trim() !== '').join('\n\n')}\n`;
}

function renderImport({ specifier, whole, named }: BuiltinImport): string {
  const list = named.map(({ imported, local }) => (imported === local ? local : `${imported} as ${local}`));
  const braces = list.length > 0 ? `{ ${list.join(', ')} }` : null;
  return `import ${[whole, braces].filter((part) => part !== null).join(', ')} from '${specifier}';`;
}

function renderRequire({ specifier, whole, named }: BuiltinImport): string {
  const list = named.map(({ imported, local }) => (imported === local ? local : `${imported}: ${local}`));
  const lines = whole === null ? [] : [`const ${whole} = require('${specifier}');`];
  if (list.length > 0) lines.push(`const { ${list.join(', ')} } = require('${specifier}');`);
  return lines.join('\n');
}

function renderEsmExports(matched: ReadonlyMap<string, string>): string {
  const list = [...matched].map(([name, local]) => (name === local ? name : `${local} as ${name}`));
  return `export { ${list.join(', ')} };`;
}

function renderCommonJsExports(matched: ReadonlyMap<string, string>, format: ApiSurface['module']): string {
  const whole = matched.get('default');
  const lines = whole === undefined ? [] : [`module.exports = ${whole};`];
  if (whole !== undefined && format === 'both') lines.push(`module.exports.default = ${whole};`);
  for (const [name, local] of matched) {
    if (name !== 'default') lines.push(`module.exports.${name} = ${local};`);
  }
  return lines.join('\n');
}
