import {
  type PythonImport,
  type PythonUse,
  readPythonNames,
  type SyntaxNode,
  withTree,
} from '../../syntax-trees/index.ts';

export type StatementKind =
  | 'docstring'
  | 'import'
  | 'function'
  | 'class'
  | 'assignment'
  | 'compound'
  | 'example';

/** One statement of the top level, as far as putting a module together needs it. */
export interface TopStatement {
  readonly kind: StatementKind;
  readonly text: string;
  readonly line: number;
  /** What it declares. */
  readonly binds: readonly string[];
  readonly uses: readonly PythonUse[];
  readonly imports: readonly PythonImport[];
  /** A body of `...`, `pass` or a text alone: a declaration that was echoed. */
  readonly isStub: boolean;
  /** It prints, asserts or starts a test. */
  readonly shows: boolean;
  readonly isDecorated: boolean;
  /** A class of tests, by its bases. */
  readonly isTest: boolean;
  /** Names that are bound anywhere within, with parameters. */
  readonly inner: readonly string[];
}

export interface ReadModule {
  readonly statements: readonly TopStatement[];
  /** The first place that does not parse; null for none. */
  readonly problem: string | null;
}

/** The statements of a module; those that do not parse are left out and the first of them is the problem. */
export async function readModule(code: string): Promise<ReadModule> {
  return withTree('python', code, (root) => {
    const statements: TopStatement[] = [];
    let problem: string | null = null;
    for (const node of root.namedChildren) {
      if (node.type === 'comment') continue;
      if (node.hasError || node.isError) {
        problem ??= describeError(node, code);
        continue;
      }
      statements.push(describe(node, statements.length === 0));
    }
    return { statements, problem };
  });
}

function describeError(node: SyntaxNode, code: string): string {
  const open: SyntaxNode[] = [node];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    if (next.isError || next.isMissing) {
      const row = next.startPosition.row;
      return `line ${row + 1}: ${(code.split('\n')[row] ?? '').trim().slice(0, 120)}`;
    }
    open.push(...next.children.filter((child) => child.hasError || child.isMissing || child.isError));
  }
  return `line ${node.startPosition.row + 1}`;
}

function describe(node: SyntaxNode, isFirst: boolean): TopStatement {
  const names = readPythonNames(node);
  const definition = node.type === 'decorated_definition' ? node.childForFieldName('definition') : node;
  return {
    kind: kindOf(node, definition, isFirst),
    text: node.text,
    line: node.startPosition.row + 1,
    binds: names.binds,
    uses: names.uses,
    imports: names.imports,
    isStub: definition !== null && isStub(definition),
    shows:
      node.type === 'assert_statement' || /\bprint\(|\bunittest\.main\(|\bdoctest\.testmod\(/.test(node.text),
    isDecorated: node.type === 'decorated_definition',
    isTest: /\bTestCase\b/.test(definition?.childForFieldName('superclasses')?.text ?? ''),
    inner: readInner(node),
  };
}

function kindOf(node: SyntaxNode, definition: SyntaxNode | null, isFirst: boolean): StatementKind {
  if (/^(?:import_statement|import_from_statement|future_import_statement)$/.test(node.type)) return 'import';
  if (definition?.type === 'function_definition') return 'function';
  if (definition?.type === 'class_definition') return 'class';
  if (node.type === 'type_alias_statement') return 'assignment';
  if (node.type === 'expression_statement') {
    const [inner] = node.namedChildren;
    if (inner?.type === 'string') return isFirst ? 'docstring' : 'example';
    return inner?.type === 'assignment' || inner?.type === 'augmented_assignment' ? 'assignment' : 'example';
  }
  if (/^(?:if|try|for|with|while)_statement$/.test(node.type)) {
    const isMain = /__name__/.test(node.childForFieldName('condition')?.text ?? '');
    return isMain ? 'example' : 'compound';
  }
  return node.type === 'delete_statement' ? 'compound' : 'example';
}

function isStub(node: SyntaxNode): boolean {
  if (node.type === 'class_definition') {
    const inner = (node.childForFieldName('body')?.namedChildren ?? []).map(
      (child) => child.childForFieldName('definition') ?? child,
    );
    const functions = inner.filter(({ type }) => type === 'function_definition');
    return functions.length > 0 && functions.every(isStub);
  }
  const body = node.type === 'function_definition' ? node.childForFieldName('body') : null;
  if (body === null) return false;
  return body.namedChildren.every((child) => {
    const [only] = child.type === 'expression_statement' ? child.namedChildren : [];
    return (
      child.type === 'pass_statement' ||
      child.type === 'comment' ||
      only?.type === 'ellipsis' ||
      only?.type === 'string'
    );
  });
}

/** Every name that is bound at any depth, so that what is left is bound nowhere. */
function readInner(node: SyntaxNode): string[] {
  const found = new Set<string>();
  const take = (target: SyntaxNode | null): void => {
    if (target === null) return;
    if (target.type === 'identifier') found.add(target.text);
    else if (!/^(?:attribute|subscript|type|call)$/.test(target.type))
      for (const child of target.namedChildren) take(child);
  };
  const open: SyntaxNode[] = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { type } = next;
    if (/^(?:assignment|augmented_assignment|for_statement|for_in_clause)$/.test(type))
      take(next.childForFieldName('left'));
    else if (/^(?:function_definition|class_definition|named_expression)$/.test(type))
      take(next.childForFieldName('name'));
    else if (type === 'parameters' || type === 'lambda_parameters') {
      for (const parameter of next.namedChildren) take(parameter.childForFieldName('name') ?? parameter);
    } else if (type === 'as_pattern') take(next.namedChildren.at(-1) ?? null);
    else if (/^(?:import_statement|import_from_statement)$/.test(type)) {
      for (const { local } of readPythonNames(next).imports) found.add(local);
    } else if (
      /^(?:case_pattern|global_statement|nonlocal_statement|type_parameter|splat_pattern|as_pattern_target)$/.test(
        type,
      )
    )
      for (const child of next.namedChildren) take(child);
    open.push(...next.namedChildren);
  }
  return [...found];
}
