import type { ApiExport } from '../../../spec/index.ts';
import type { SyntaxNode } from '../../../syntax-trees/index.ts';
import type { TargetMend } from '../../types.ts';
import type { TextEdit } from './edits.ts';

export interface NameMends {
  readonly edits: readonly TextEdit[];
  readonly mends: readonly TargetMend[];
}

/**
 * Documented names that the code spells in another case, `toSnake` for `ToSnake`: a name without a capital letter is
 * private in Go. Methods of documented types are matched in the same way.
 */
export function matchNames(root: SyntaxNode, wanted: readonly ApiExport[]): NameMends {
  const declared = new Set(listDeclared(root));
  const renames = new Map<string, string>();
  for (const { name } of wanted) {
    if (declared.has(name)) continue;
    const other = [...declared].find(
      (own) => fold(own) === fold(name) && !wanted.some((entry) => entry.name === own),
    );
    if (other !== undefined) renames.set(other, name);
  }
  const methods = matchMethods(root, wanted);
  const edits: TextEdit[] = [];
  for (const node of root.descendantsOfType(['identifier', 'type_identifier', 'field_identifier'])) {
    if (node === null) continue;
    const renamed = (node.type === 'field_identifier' ? methods : renames).get(node.text);
    if (renamed !== undefined && !isQualified(node)) {
      edits.push({ start: node.startIndex, end: node.endIndex, text: renamed });
    }
  }
  const mends = [...renames, ...methods].map(([from, to]) => ({
    kind: 'renamed',
    detail: `${from} to ${to}`,
  }));
  return { edits, mends };
}

function matchMethods(root: SyntaxNode, wanted: readonly ApiExport[]): ReadonlyMap<string, string> {
  const own = new Set(
    root.namedChildren.flatMap((node) =>
      node?.type === 'method_declaration' ? [node.childForFieldName('name')?.text ?? ''] : [],
    ),
  );
  const fields = new Set(
    root
      .descendantsOfType('field_declaration')
      .flatMap((node) =>
        (node?.childrenForFieldName('name') ?? []).flatMap((name) => (name?.isNamed ? [name.text] : [])),
      ),
  );
  const renames = new Map<string, string>();
  for (const member of wanted.flatMap(({ members }) => members)) {
    if (member.kind !== 'method' || own.has(member.name) || !/^\p{Lu}/u.test(member.name)) continue;
    const other = [...own].find((name) => fold(name) === fold(member.name));
    // A field of that name would be renamed with it.
    if (other !== undefined && !fields.has(other)) renames.set(other, member.name);
  }
  return renames;
}

function listDeclared(root: SyntaxNode): string[] {
  return root.namedChildren.flatMap((node) => (node === null ? [] : declaredNames(node)));
}

/** Names that a declaration at the top introduces; methods are none. */
export function declaredNames(node: SyntaxNode): string[] {
  if (node.type === 'function_declaration') return [node.childForFieldName('name')?.text ?? ''];
  const kinds = { type_declaration: ['type_spec', 'type_alias'], const_declaration: ['const_spec'] };
  const specs =
    node.type === 'var_declaration' ? listSpecs(node) : node.namedChildren.filter((spec) => spec !== null);
  if (node.type === 'var_declaration' || node.type in kinds) {
    return specs.flatMap((spec) =>
      spec.childrenForFieldName('name').flatMap((name) => (name?.isNamed ? [name.text] : [])),
    );
  }
  return [];
}

function listSpecs(node: SyntaxNode): SyntaxNode[] {
  return node.namedChildren.flatMap((child) =>
    child?.type === 'var_spec_list'
      ? child.namedChildren.filter((spec) => spec !== null)
      : child === null
        ? []
        : [child],
  );
}

function isQualified(node: SyntaxNode): boolean {
  return node.parent?.type === 'qualified_type';
}

function fold(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}
