import type TypeScript from 'typescript';
import {
  type DeclaredMember,
  type DeclaredType,
  type DeclaredValue,
  renderSignature,
} from './declared-module.ts';
import { createEdit, type Edit } from './edits.ts';
import { type CodeFunction, FunctionPlanner } from './plan-function.ts';

/** An export of the code and what is declared of it. */
export interface DeclaredExport {
  readonly local: string;
  readonly declared: DeclaredValue;
}

export interface AnnotationPlan {
  readonly edits: Edit[];
  /** Declared members by the class they belong to, for those that the code only assigns. */
  readonly members: ReadonlyMap<TypeScript.ClassLikeDeclaration, ReadonlyMap<string, DeclaredMember>>;
}

/** All annotations that definitions ask for, before anything was checked. */
export function planAnnotations(
  ts: typeof TypeScript,
  request: {
    readonly source: TypeScript.SourceFile;
    readonly typesAt: number;
    readonly types: readonly DeclaredType[];
    readonly exports: readonly DeclaredExport[];
  },
): AnnotationPlan {
  const { source, typesAt, types } = request;
  const planner = new FunctionPlanner(ts, source);
  const members = new Map<TypeScript.ClassLikeDeclaration, ReadonlyMap<string, DeclaredMember>>();
  const edits = types.map(({ name, text, fallback }) =>
    createEdit({
      kind: 'declared-type',
      label: `type ${name}`,
      places: [typesAt],
      choices: [[`${text}\n\n`], [`${fallback}\n\n`]],
    }),
  );
  const planned = new Set<string>();
  for (const { local, declared } of request.exports) {
    if (planned.has(local)) continue;
    planned.add(local);
    const node = findDeclaration(ts, source, local);
    if (node === null) continue;
    if (ts.isFunctionDeclaration(node)) {
      if (declared.kind === 'function')
        edits.push(...planner.plan({ node, signatures: declared.signatures, label: local }));
    } else if (ts.isClassDeclaration(node)) {
      if (declared.kind !== 'class') continue;
      members.set(node, declared.members);
      edits.push(...planClass(ts, { planner, source, node, members: declared.members }));
    } else edits.push(...planVariable(ts, { planner, source, node, declared }));
  }
  return { edits, members };
}

function findDeclaration(
  ts: typeof TypeScript,
  source: TypeScript.SourceFile,
  name: string,
): TypeScript.FunctionDeclaration | TypeScript.ClassDeclaration | TypeScript.VariableDeclaration | null {
  for (const statement of source.statements) {
    const isNamed = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
    if (isNamed && statement.name?.text === name) {
      if (ts.isClassDeclaration(statement) || statement.body !== undefined) return statement;
    }
    if (!ts.isVariableStatement(statement)) continue;
    const found = statement.declarationList.declarations.find(
      (declaration) => ts.isIdentifier(declaration.name) && declaration.name.text === name,
    );
    if (found !== undefined) return found;
  }
  return null;
}

function planVariable(
  ts: typeof TypeScript,
  request: {
    readonly planner: FunctionPlanner;
    readonly source: TypeScript.SourceFile;
    readonly node: TypeScript.VariableDeclaration;
    readonly declared: DeclaredValue;
  },
): Edit[] {
  const { planner, source, node, declared } = request;
  const name = node.name.getText(source);
  if (node.type !== undefined || declared.kind === 'class') return [];
  const given = node.initializer;
  const value =
    given !== undefined && (ts.isArrowFunction(given) || ts.isFunctionExpression(given)) ? given : null;
  if (declared.kind === 'function' && value !== null) {
    const inline = planner.plan({ node: value, signatures: declared.signatures, label: name });
    if (inline.length > 0 || planner.isTyped(value)) return inline;
  }
  const type =
    declared.kind === 'value'
      ? declared.type
      : declared.signatures.length === 1
        ? declared.signatures.map((signature) => renderSignature(signature, true)).join('')
        : `{ ${declared.signatures.map((signature) => renderSignature(signature)).join('; ')} }`;
  if (type === 'any') return [];
  return [
    createEdit({
      kind: 'variable',
      label: `${name}: ${type}`,
      places: [node.name.end],
      choices: [[`: ${type}`], ['']],
    }),
  ];
}

function planClass(
  ts: typeof TypeScript,
  request: {
    readonly planner: FunctionPlanner;
    readonly source: TypeScript.SourceFile;
    readonly node: TypeScript.ClassDeclaration;
    readonly members: ReadonlyMap<string, DeclaredMember>;
  },
): Edit[] {
  const { planner, source, node, members } = request;
  const own = node.name?.text ?? 'class';
  return node.members.flatMap((member): Edit[] => {
    const isStatic =
      ts.canHaveModifiers(member) &&
      (ts.getModifiers(member) ?? []).some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
    const name = ts.isConstructorDeclaration(member) ? 'constructor' : member.name?.getText(source);
    const declared = name === undefined ? undefined : members.get(`${isStatic ? 'static ' : ''}${name}`);
    if (declared === undefined || name === undefined) return [];
    const label = `${own}.${name}`;
    if (ts.isConstructorDeclaration(member) || ts.isMethodDeclaration(member)) {
      if (declared.kind !== 'function') return [];
      return planner.plan({ node: member, signatures: declared.signatures, label });
    }
    if (declared.kind !== 'value' || declared.type === 'any') return [];
    const at = placeOfType(ts, planner, member);
    if (at === null) return [];
    return [
      createEdit({
        kind: 'member',
        label: `${label}: ${declared.type}`,
        places: [at],
        choices: [[`: ${declared.type}`], ['']],
      }),
    ];
  });
}

function placeOfType(
  ts: typeof TypeScript,
  planner: FunctionPlanner,
  member: TypeScript.ClassElement,
): number | null {
  if (ts.isPropertyDeclaration(member) && member.type === undefined) return member.name.end;
  if (ts.isGetAccessorDeclaration(member) && member.type === undefined)
    return planner.endOfHead(member satisfies CodeFunction);
  const parameter = ts.isSetAccessorDeclaration(member) ? member.parameters[0] : undefined;
  return parameter === undefined || parameter.type !== undefined ? null : parameter.name.end;
}
