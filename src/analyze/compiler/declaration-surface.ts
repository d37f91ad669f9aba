import type ts from 'typescript';
import type { ApiExport, ApiMember, ApiParameter } from '../../spec/index.ts';
import type { DeclarationProgram } from './declaration-program.ts';
import { readMembers, readParameters, renderSignature, summaryOf } from './declaration-signature.ts';
import type { TypeScript } from './load-typescript.ts';
import { collapse, packageIdentifier, toIdentifier } from './names.ts';

const maxExports = 400;

/** The exports that declarations state, `default` first. */
export function readDeclarationSurface(
  ts: TypeScript,
  program: DeclarationProgram,
  packageName: string,
): readonly ApiExport[] {
  const { checker, module } = program;
  if (module === undefined) return readScript(ts, program, packageName);
  const fallback = globalName(program);
  const defaultName = fallback ?? packageIdentifier(packageName);
  const found: ApiExport[] = [];
  const assigned = module.exports?.get(ts.InternalSymbolName.ExportEquals);
  if (assigned !== undefined) {
    const target = resolveAlias(ts, checker, assigned);
    found.push(...readSymbol(ts, program, { symbol: target, name: 'default', defaultName }));
  }
  for (const symbol of checker.getExportsOfModule(module).slice(0, maxExports)) {
    if (symbol.name === 'prototype' || symbol.name.startsWith('__')) continue;
    if (!isExported(ts, symbol)) continue;
    if (assigned !== undefined && isTypeOnly(ts, resolveAlias(ts, checker, symbol))) continue;
    found.push(
      ...readSymbol(ts, program, {
        symbol: resolveAlias(ts, checker, symbol),
        name: symbol.name,
        defaultName,
      }),
    );
  }
  const seen = new Set<string>();
  const distinct = found.filter((entry) => !seen.has(entry.name) && seen.add(entry.name));
  return [...distinct].sort((a, b) => Number(b.name === 'default') - Number(a.name === 'default'));
}

/** Declarations without import or export: what they declare is what the script offers. */
function readScript(ts: TypeScript, program: DeclarationProgram, packageName: string): readonly ApiExport[] {
  const defaultName = packageIdentifier(packageName);
  return program.entry.statements
    .flatMap((statement) => {
      const name = (statement as unknown as ts.NamedDeclaration).name;
      const symbol = name === undefined ? undefined : program.checker.getSymbolAtLocation(name);
      return symbol === undefined ? [] : readSymbol(ts, program, { symbol, name: symbol.name, defaultName });
    })
    .slice(0, maxExports);
}

function resolveAlias(ts: TypeScript, checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
}

/** In a declaration file everything counts as exported to the compiler; at run time only what says so is. */
function isExported(ts: TypeScript, symbol: ts.Symbol): boolean {
  if ((symbol.flags & ts.SymbolFlags.Alias) !== 0) return true;
  return (symbol.declarations ?? []).some((node) => {
    const holder = ts.isVariableDeclaration(node) ? node.parent.parent : node;
    if (holder.parent === undefined || !ts.isSourceFile(holder.parent)) return true;
    const modifiers = ts.canHaveModifiers(holder) ? (ts.getModifiers(holder) ?? []) : [];
    return modifiers.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword);
  });
}

function isTypeOnly(ts: TypeScript, symbol: ts.Symbol): boolean {
  return (symbol.flags & ts.SymbolFlags.Value) === 0;
}

interface SymbolRequest {
  readonly symbol: ts.Symbol;
  readonly name: string;
  readonly defaultName: string;
}

function readSymbol(
  ts: TypeScript,
  program: DeclarationProgram,
  request: SymbolRequest,
): readonly ApiExport[] {
  const { symbol, name, defaultName } = request;
  const { checker } = program;
  const declarations = symbol.declarations ?? [];
  const first = declarations.find((node) => !ts.isModuleDeclaration(node)) ?? declarations[0];
  if (first === undefined) return [];
  const own =
    symbol.name === 'default' || symbol.name.startsWith('__') || symbol.name === 'export=' ? '' : symbol.name;
  const localName = toIdentifier(
    name === 'default' ? (own === '' || own === '_default' ? defaultName : own) : name,
  );
  const signatures = readSignatures(ts, checker, symbol, first);
  const kind = kindOf(ts, symbol, signatures.length > 0);
  const isCallable = kind === 'function';
  const texts = isCallable
    ? [...new Set(signatures.map((node) => renderSignature(node, localName)))]
    : [renderDeclaration(ts, first, localName)];
  const parameters: readonly ApiParameter[] =
    isCallable && signatures[0] ? readParameters(ts, signatures[0]) : [];
  const file = first.getSourceFile();
  return [
    {
      name,
      local_name: localName,
      kind,
      signature: texts[0] ?? '',
      overloads: texts.slice(1),
      parameters: [...parameters],
      returns: isCallable ? (signatures[0]?.type?.getText() ?? null) : null,
      members: membersOf(ts, program, { symbol, first, isCallable }),
      summary: summaryOf(ts, signatures[0] ?? first),
      evidence: 'declaration',
      source: { document: program.documentOf(file), lines: linesOf(file, first) },
    },
  ];
}

function linesOf(file: ts.SourceFile, node: ts.Node): [number, number] {
  const start = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
  return [start, file.getLineAndCharacterOfPosition(node.end).line + 1];
}

/** The call signatures behind a function, or behind a constant whose type can be called. */
function readSignatures(
  ts: TypeScript,
  checker: ts.TypeChecker,
  symbol: ts.Symbol,
  first: ts.Declaration,
): readonly ts.SignatureDeclaration[] {
  if ((symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Variable | ts.SymbolFlags.Property)) === 0)
    return [];
  return checker
    .getTypeOfSymbolAtLocation(symbol, first)
    .getCallSignatures()
    .flatMap((signature) => signature.declaration ?? [])
    .filter((node): node is ts.SignatureDeclaration => !ts.isJSDocSignature(node));
}

function kindOf(ts: TypeScript, symbol: ts.Symbol, isCallable: boolean): ApiExport['kind'] {
  const { SymbolFlags: flags } = ts;
  if ((symbol.flags & flags.Class) !== 0) return 'class';
  if (isCallable) return 'function';
  if ((symbol.flags & flags.Enum) !== 0) return 'enum';
  if ((symbol.flags & (flags.Variable | flags.Property)) !== 0) return 'constant';
  if ((symbol.flags & flags.ValueModule) !== 0) return 'namespace';
  if ((symbol.flags & flags.Interface) !== 0) return 'interface';
  return (symbol.flags & flags.TypeAlias) !== 0
    ? 'type'
    : (symbol.flags & flags.NamespaceModule) !== 0
      ? 'namespace'
      : 'constant';
}

function renderDeclaration(ts: TypeScript, node: ts.Declaration, name: string): string {
  const text = collapse(node.getText());
  if (ts.isVariableDeclaration(node))
    return `const ${name}${node.type ? `: ${collapse(node.type.getText())}` : ''}`;
  const isBlock =
    ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isModuleDeclaration(node);
  const head = isBlock ? text.slice(0, Math.max(text.indexOf('{'), 0)) : text;
  return head
    .replace(/^(?:(?:export|default|declare)\s+)+/, '')
    .replace(/;$/, '')
    .trim()
    .slice(0, 2000);
}

interface MemberRequest {
  readonly symbol: ts.Symbol;
  readonly first: ts.Declaration;
  readonly isCallable: boolean;
}

function membersOf(ts: TypeScript, program: DeclarationProgram, request: MemberRequest): ApiMember[] {
  const { symbol, first, isCallable } = request;
  if ((symbol.flags & ts.SymbolFlags.ValueModule) !== 0 && !isCallable)
    return namespaceMembers(ts, program, symbol);
  const nodes = (symbol.declarations ?? []).flatMap((node) =>
    ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node) ? [...node.members] : [],
  );
  if (nodes.length > 0) return readMembers(ts, nodes);
  if (ts.isTypeAliasDeclaration(first) && ts.isTypeLiteralNode(first.type))
    return readMembers(ts, first.type.members);
  if (!ts.isVariableDeclaration(first)) return [];
  const properties = program.checker.getTypeOfSymbolAtLocation(symbol, first).getProperties();
  const declared = properties.flatMap((property) => property.declarations?.[0] ?? []);
  const members = readMembers(ts, declared.filter(ts.isTypeElement));
  return isCallable ? members.filter((member) => member.kind !== 'call') : members;
}

/** `export as namespace x` names what scripts call the module. */
function globalName({ entry }: DeclarationProgram): string | undefined {
  return /^export\s+as\s+namespace\s+([\w$]{1,100})/m.exec(entry.text)?.[1];
}

function namespaceMembers(ts: TypeScript, { checker }: DeclarationProgram, symbol: ts.Symbol): ApiMember[] {
  return checker.getExportsOfModule(symbol).flatMap((exported) => {
    const target = resolveAlias(ts, checker, exported);
    const node = target.declarations?.[0];
    if (node === undefined || isTypeOnly(ts, target)) return [];
    const [signature] = readSignatures(ts, checker, target, node);
    const text = signature
      ? renderSignature(signature, exported.name)
      : renderDeclaration(ts, node, exported.name);
    const kind = signature ? 'method' : 'property';
    const summary = summaryOf(ts, signature ?? node);
    return [{ name: exported.name, kind, static: true, optional: false, signature: text, summary } as const];
  });
}
