import type { SyntaxNode } from './types.ts';

/** Where a statement reads a name that it does not bind itself, with the attributes that follow, by offsets. */
export interface PythonUse {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly path: readonly { readonly name: string; readonly end: number }[];
}

export interface PythonImport {
  /** With its leading dots. */
  readonly module: string;
  /** Null for the module itself, `*` for all that it offers. */
  readonly name: string | null;
  /** The name that is bound. `import a.b` binds `a`. */
  readonly local: string;
}

/** What one statement means to those around it. */
export interface PythonNames {
  readonly binds: readonly string[];
  /** Names of what it changes in place: `x[0] = 1`, `x.y = 1`, `x += 1`, `del x`. */
  readonly changes: readonly string[];
  readonly uses: readonly PythonUse[];
  readonly imports: readonly PythonImport[];
}

const deepest = 300;

/** Names of a statement or expression. Throws RangeError for one that nests too deeply. */
export function readPythonNames(node: SyntaxNode): PythonNames {
  const reader = new NameReader();
  reader.visit(node, new Set(), 0);
  const { binds, changes, uses, imports } = reader;
  return { binds: [...binds], changes: [...changes], uses, imports };
}

class NameReader {
  readonly binds = new Set<string>();
  readonly changes = new Set<string>();
  readonly uses: PythonUse[] = [];
  readonly imports: PythonImport[] = [];

  visit(node: SyntaxNode, hidden: ReadonlySet<string>, depth: number): void {
    if (depth > deepest) throw new RangeError('nested too deeply');
    const next = (child: SyntaxNode | null, names: ReadonlySet<string> = hidden): void => {
      if (child !== null) this.visit(child, names, depth + 1);
    };
    switch (node.type) {
      case 'comment':
      case 'type':
        return;
      case 'identifier':
        this.use(node, hidden);
        return;
      case 'attribute':
        next(node.childForFieldName('object'));
        return;
      case 'keyword_argument':
        next(node.childForFieldName('value'));
        return;
      case 'assignment':
      case 'augmented_assignment':
        next(node.childForFieldName('right'));
        this.bind(node.childForFieldName('left'), { hidden, depth });
        if (node.type === 'augmented_assignment') {
          const left = node.childForFieldName('left');
          if (left?.type === 'identifier') this.change(left, hidden);
        }
        return;
      case 'named_expression': {
        next(node.childForFieldName('value'));
        this.bind(node.childForFieldName('name'), { hidden, depth });
        return;
      }
      case 'delete_statement':
        for (const child of node.namedChildren) {
          next(child);
          this.bind(child, { hidden, depth });
        }
        return;
      case 'import_statement':
      case 'import_from_statement':
      case 'future_import_statement':
        this.readImport(node);
        return;
      case 'lambda':
        this.visitFunction(node, hidden, depth);
        return;
      case 'function_definition':
        this.binds.add(node.childForFieldName('name')?.text ?? '');
        this.visitFunction(node, hidden, depth);
        return;
      case 'class_definition': {
        this.binds.add(node.childForFieldName('name')?.text ?? '');
        next(node.childForFieldName('superclasses'));
        const body = node.childForFieldName('body');
        if (body !== null) this.visitScope(body, hidden, depth);
        return;
      }
      case 'list_comprehension':
      case 'set_comprehension':
      case 'dictionary_comprehension':
      case 'generator_expression':
        this.visitComprehension(node, hidden, depth);
        return;
      case 'for_statement':
        next(node.childForFieldName('right'));
        this.bind(node.childForFieldName('left'), { hidden, depth });
        for (const field of ['body', 'alternative']) next(node.childForFieldName(field));
        return;
      case 'as_pattern': {
        const [value, target] = node.namedChildren;
        next(value ?? null);
        this.bind(target ?? null, { hidden, depth });
        return;
      }
      case 'global_statement':
      case 'nonlocal_statement':
        return;
      default:
        for (const child of node.namedChildren) next(child);
    }
  }

  private use(node: SyntaxNode, hidden: ReadonlySet<string>): void {
    const name = node.text;
    if (hidden.has(name)) return;
    const path: { name: string; end: number }[] = [];
    let inner = node;
    while (inner.parent?.type === 'attribute' && inner.parent.childForFieldName('object')?.id === inner.id) {
      inner = inner.parent;
      const attribute = inner.childForFieldName('attribute');
      if (attribute === null || path.length > 8) break;
      path.push({ name: attribute.text, end: inner.endIndex });
    }
    this.uses.push({ name, start: node.startIndex, end: node.endIndex, path });
  }

  private change(node: SyntaxNode, hidden: ReadonlySet<string>): void {
    if (!hidden.has(node.text)) this.changes.add(node.text);
    this.use(node, hidden);
  }

  private bind(
    target: SyntaxNode | null,
    { hidden, depth }: { readonly hidden: ReadonlySet<string>; readonly depth: number },
  ): void {
    if (target === null || depth > deepest) return;
    if (target.type === 'identifier') {
      if (!hidden.has(target.text)) this.binds.add(target.text);
    } else if (target.type === 'attribute' || target.type === 'subscript') {
      this.visit(target, hidden, depth + 1);
      let root: SyntaxNode | null = target;
      while (root?.type === 'attribute' || root?.type === 'subscript')
        root = root.childForFieldName('object') ?? root.childForFieldName('value');
      if (root?.type === 'identifier' && !hidden.has(root.text)) this.changes.add(root.text);
    } else {
      for (const child of target.namedChildren) this.bind(child, { hidden, depth: depth + 1 });
    }
  }

  private readImport(node: SyntaxNode): void {
    const isFrom = node.type !== 'import_statement';
    const module = node.childForFieldName('module_name')?.text ?? '__future__';
    if (node.namedChildren.some(({ type }) => type === 'wildcard_import'))
      this.imports.push({ module, name: '*', local: '*' });
    for (const child of node.childrenForFieldName('name')) {
      const name = child.childForFieldName('name')?.text ?? child.text;
      const alias = child.childForFieldName('alias')?.text ?? null;
      const local = alias ?? (isFrom ? name : (name.split('.')[0] ?? name));
      // `import a.b as c` binds the inner module, `import a.b` the outer one.
      const imported = isFrom ? module : alias === null ? local : name;
      this.imports.push({ module: imported, name: isFrom ? name : null, local });
      this.binds.add(local);
    }
  }

  private visitFunction(node: SyntaxNode, hidden: ReadonlySet<string>, depth: number): void {
    const own = new Set(hidden);
    for (const parameter of node.childForFieldName('parameters')?.namedChildren ?? []) {
      const value = parameter.childForFieldName('value');
      if (value !== null) this.visit(value, hidden, depth + 1);
      const target = parameter.childForFieldName('name') ?? parameter;
      for (const name of readTargetNames(target)) own.add(name);
    }
    const body = node.childForFieldName('body');
    if (body !== null) this.visitScope(body, own, depth);
  }

  /** What a body binds is its own; what it reads and does not bind comes from outside. */
  private visitScope(body: SyntaxNode, hidden: ReadonlySet<string>, depth: number): void {
    const inner = new NameReader();
    inner.visit(body, hidden, depth + 1);
    for (const use of inner.uses) if (!inner.binds.has(use.name)) this.uses.push(use);
    this.imports.push(...inner.imports);
  }

  private visitComprehension(node: SyntaxNode, hidden: ReadonlySet<string>, depth: number): void {
    const own = new Set(hidden);
    for (const clause of node.namedChildren) {
      if (clause.type !== 'for_in_clause') continue;
      const left = clause.childForFieldName('left');
      if (left !== null) for (const name of readTargetNames(left)) own.add(name);
    }
    for (const child of node.namedChildren) {
      if (child.type !== 'for_in_clause') this.visit(child, own, depth + 1);
      else {
        for (const right of child.childrenForFieldName('right')) this.visit(right, own, depth + 1);
      }
    }
  }
}

function readTargetNames(node: SyntaxNode): string[] {
  if (node.type === 'identifier') return [node.text];
  if (node.type === 'type') return [];
  return node.namedChildren.flatMap(readTargetNames);
}
