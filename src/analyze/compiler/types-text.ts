import type ts from 'typescript';
import type { ApiExport, ApiSurface } from '../../spec/index.ts';
import type { DeclarationProgram } from './declaration-program.ts';
import type { TypeScript } from './load-typescript.ts';
import { stripLinks } from './names.ts';

/** The declarations as one text: relative imports resolved by laying the files together, comments cleaned. */
export function renderDeclarations(ts: TypeScript, program: DeclarationProgram): string {
  const exported = new Set(
    program.module === undefined
      ? []
      : program.checker.getExportsOfModule(program.module).map(({ name }) => name),
  );
  const parts = program.files.flatMap((file) =>
    file.statements.map((statement) =>
      renderStatement(ts, { statement, exported, isEntry: file === program.entry }),
    ),
  );
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

interface StatementRequest {
  readonly statement: ts.Statement;
  readonly exported: ReadonlySet<string>;
  readonly isEntry: boolean;
}

function renderStatement(ts: TypeScript, { statement, exported, isEntry }: StatementRequest): string {
  const link =
    ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)
      ? statement.moduleSpecifier
      : undefined;
  const isLocal = link !== undefined && ts.isStringLiteral(link) && link.text.startsWith('.');
  if (isLocal && ts.isImportDeclaration(statement)) return '';
  // A global name is for pages without modules, and without its `export` it is no declaration.
  if (ts.isNamespaceExportDeclaration(statement)) return '';
  if (isLocal && ts.isExportDeclaration(statement)) {
    const renamed =
      statement.exportClause && ts.isNamedExports(statement.exportClause) ? statement.exportClause : null;
    const elements = renamed?.elements.filter((element) => element.propertyName !== undefined) ?? [];
    return isEntry && elements.length > 0
      ? `export { ${elements.map((element) => element.getText()).join(', ')} };`
      : '';
  }
  if (!isEntry && (ts.isExportAssignment(statement) || ts.isExportDeclaration(statement))) return '';
  const text = statement.getText();
  const body = isEntry ? text : stripExport(text, statement, exported);
  return [...commentsOf(ts, statement), cleanComments(body)].join('\n');
}

/** What the entry does not hand on is no export of the whole. */
function stripExport(text: string, statement: ts.Statement, exported: ReadonlySet<string>): string {
  const name = (statement as unknown as ts.NamedDeclaration).name?.getText();
  const isHandedOn = name !== undefined && exported.has(name);
  const bare = text.replace(/^export\s+default\s+/, 'declare ');
  if (isHandedOn && !/^export\s+default\b/.test(text)) return text;
  return bare.replace(/^export\s+/, '').replace(/^declare\s+(?=interface|declare)/, '');
}

/** The JSDoc in front of a statement; banners and licence headers are no part of it. */
function commentsOf(ts: TypeScript, statement: ts.Statement): readonly string[] {
  const source = statement.getSourceFile().text;
  const ranges = ts.getLeadingCommentRanges(source, statement.getFullStart()) ?? [];
  return ranges
    .map(({ pos, end }) => source.slice(pos, end))
    .filter(
      (comment) =>
        comment.startsWith('/**') && !/licen[sc]e|copyright|@preserve|type definitions for/i.test(comment),
    )
    .slice(-1)
    .map(cleanComments)
    .filter((comment) => comment !== '');
}

/** Comments without examples (they are scenarios), links and references. */
function cleanComments(text: string): string {
  return text
    .replace(/\/\*\*?[^*]*\*+(?:[^/*][^*]*\*+)*\//g, cleanComment)
    .replace(/[ \t]+$/gm, '')
    .trim();
}

function cleanComment(comment: string): string {
  if (/licen[sc]e|copyright|@preserve/i.test(comment)) return '';
  const lines = stripLinks(comment.slice(3, -2)).split('\n');
  let dropping = false;
  let fenced = false;
  const kept = lines.filter((line) => {
    const content = line.replace(/^\s*\*? ?/, '');
    const tag = /^@(\w+)/.exec(content)?.[1];
    if (content.startsWith('```')) fenced = !fenced;
    if (tag !== undefined && !fenced)
      dropping = /^(?:example|see|link|author|since|version|license)$/.test(tag);
    return !dropping && !fenced && !content.startsWith('```');
  });
  const body = kept.map((line) => line.replace(/^\s*\*? ?/, '').trimEnd());
  const texts = body.filter((line, index) => line !== '' || (index > 0 && body[index - 1] !== ''));
  while (texts[0]?.trim() === '') texts.shift();
  while (texts.at(-1)?.trim() === '') texts.pop();
  if (texts.length === 0) return '';
  return texts.length === 1
    ? `/** ${texts[0]} */`
    : `/**\n${texts.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */`;
}

/**
 * Declarations made from the surface, for a package that has none. A default export of what `require` gives is the module
 * itself: `export =`, with the other exports as its properties.
 */
export function renderSurfaceTypes(exports: readonly ApiExport[], module: ApiSurface['module']): string {
  const whole = exports.find((entry) => entry.name === 'default');
  const others = exports.filter((entry) => entry !== whole);
  const parts =
    whole !== undefined && !isType(whole) && module !== 'esm'
      ? renderAssigned({ whole, others, hasDefault: module === 'both' })
      : [...(whole === undefined ? [] : renderDefault(whole, others)), ...others.map(renderNamed)];
  return parts.length === 0 ? '' : `${parts.join('\n\n')}\n`;
}

/** `module.exports = whole`, its properties in a namespace that merges with it. */
function renderAssigned(request: {
  readonly whole: ApiExport;
  readonly others: readonly ApiExport[];
  /** Consumers find the whole at `default` too. */
  readonly hasDefault: boolean;
}): string[] {
  const { whole, others, hasDefault } = request;
  const name = whole.local_name;
  const isMergeable = whole.kind === 'function' || whole.kind === 'class';
  const inside = isMergeable ? others : others.filter(isType);
  const members = inside.map(renderInside);
  if (hasDefault && isMergeable) members.push(`export { ${name} as default };`);
  const properties = [
    ...others.filter((entry) => !isType(entry)).flatMap(renderProperty),
    ...(hasDefault ? ['default: any;'] : []),
  ];
  const isPlain = isMergeable || properties.length === 0;
  return [
    isPlain
      ? `${renderComment(whole)}${declare(whole)}`
      : `${renderComment(whole)}declare const ${name}: {\n${indent([...properties, '[member: string]: any;'].join('\n'))}\n};`,
    ...(members.length === 0 ? [] : [`declare namespace ${name} {\n${indent(members.join('\n'))}\n}`]),
    `export = ${name};`,
  ];
}

function renderDefault(whole: ApiExport, others: readonly ApiExport[]): string[] {
  const { local_name: name } = whole;
  // One thing under two names is declared once: the compiler wants all its overloads exported or none.
  if (others.some((entry) => entry.name === name)) return [`export { ${name} as default };`];
  const handOver = others.length === 0 ? `export default ${name};` : `export { ${name} as default };`;
  return [`${renderComment(whole)}${declare(whole)}\n${handOver}`];
}

function renderNamed(entry: ApiExport): string {
  const { name, local_name: local } = entry;
  const text = declare(entry);
  // A reserved word names an export, but no declaration.
  return name === local
    ? `${renderComment(entry)}${text.replace(/^(?=declare )/gm, 'export ')}`
    : `${renderComment(entry)}${text}\nexport { ${local} as ${name} };`;
}

function renderInside(entry: ApiExport): string {
  const { name, local_name: local } = entry;
  const text = declare(entry);
  return name === local
    ? `${renderComment(entry)}${text.replace(/^declare /gm, 'export ')}`
    : `${renderComment(entry)}${text.replace(/^declare /gm, '')}\nexport { ${local} as ${name} };`;
}

function renderProperty(entry: ApiExport): string[] {
  // Unquoted, a method named `new` is a constructor.
  const name = JSON.stringify(entry.name);
  const calls = entry.kind === 'function' ? listSignatures(entry) : [];
  const lines = calls.map((text) => `${name}${text.slice(text.search(/[<(]/))};`);
  return [`${renderComment(entry)}${lines.length === 0 ? `${name}: any;` : lines.join('\n')}`];
}

/** The declaration of an export under its local name; every line that opens a declaration begins with `declare`. */
function declare(entry: ApiExport): string {
  const { kind, local_name: name } = entry;
  if (kind === 'class') {
    return `declare class ${name} {\n  constructor(${renderConstructor(entry)});\n  [member: string]: any;\n}`;
  }
  const signatures = listSignatures(entry);
  if (signatures.length === 0 || (kind !== 'function' && kind !== 'constant'))
    return isType(entry) ? `declare type ${name} = any;` : `declare const ${name}: any;`;
  return signatures.map((text) => `declare ${text};`).join('\n');
}

function listSignatures(entry: ApiExport): string[] {
  return [entry.signature, ...entry.overloads].filter((text) => text !== '');
}

function isType({ kind }: ApiExport): boolean {
  return kind === 'interface' || kind === 'type';
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

function renderConstructor(entry: ApiExport): string {
  return entry.evidence === 'example'
    ? '...parameters: any[]'
    : entry.parameters.map(({ name, rest }) => (rest ? `...${name}: any[]` : `${name}?: any`)).join(', ');
}

function renderComment(entry: ApiExport): string {
  const defaults = entry.parameters.filter((parameter) => parameter.default !== null);
  const lines = [
    ...(entry.summary === '' ? [] : [entry.summary]),
    ...defaults.map(({ name, default: value }) => `@param ${name} Default: ${value}`),
    ...entry.members.map(({ name, summary }) => `option ${name}: ${summary}`),
  ].map((line) => line.replaceAll('*/', '* /'));
  if (lines.length === 0) return '';
  return lines.length === 1
    ? `/** ${lines[0]} */\n`
    : `/**\n${lines.map((line) => ` * ${line}`).join('\n')}\n */\n`;
}
