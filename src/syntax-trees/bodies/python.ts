import type { SyntaxNode } from '../types.ts';
import {
  isDottedName,
  isPlainKeyword,
  isPlainPythonString,
  isPlainPythonValue,
  isPythonMarker,
  isPythonType,
} from './python-values.ts';

/** Classes within classes; deeper ones are no interface. */
const deepestClass = 4;
/** Characters of all texts that are values; an interface needs few. */
const mostStringCharacters = 20_000;
const mostNames = 1_000;

/** Nodes of an outline of Python that are no declaration, each with its line. */
export function findPythonBodies(root: SyntaxNode): readonly string[] {
  const found: string[] = [];
  let characters = 0;
  const report = (node: SyntaxNode, what: string): void => {
    if (found.length < 50) found.push(`line ${node.startPosition.row + 1}: ${what}`);
  };
  const takeValue = (value: SyntaxNode | null): boolean => {
    if (value === null) return true;
    characters += countStrings(value);
    return isPlainPythonValue(value);
  };

  const visitStatement = (node: SyntaxNode, depth: number): void => {
    switch (node.type) {
      case 'comment':
      case 'import_statement':
      case 'import_from_statement':
      case 'future_import_statement':
      case 'pass_statement':
        return;
      case 'expression_statement':
        return visitExpression(node);
      case 'type_alias_statement':
        if (!node.namedChildren.every((child) => isPythonType(child))) report(node, 'a type that runs');
        return;
      case 'decorated_definition':
        return visitDecorated(node, depth);
      case 'function_definition':
        return visitFunction(node);
      case 'class_definition':
        return visitClass(node, depth);
      default:
        report(node, `a ${node.type.replaceAll('_', ' ')}`);
    }
  };

  const visitExpression = (node: SyntaxNode): void => {
    const [inner, ...others] = node.namedChildren;
    if (inner === undefined || others.length > 0) return report(node, 'an expression');
    if (inner.type === 'ellipsis' || isPlainPythonString(inner)) return;
    if (inner.type !== 'assignment') return report(node, `an expression of the kind ${inner.type}`);
    const left = inner.childForFieldName('left');
    const type = inner.childForFieldName('type');
    const right = inner.childForFieldName('right');
    if (left?.type !== 'identifier') return report(node, 'an assignment to more than a name');
    if (type !== null && !isPythonType(type)) return report(node, 'an annotation that runs');
    const isFine = left.text === '__all__' ? isListOfNames(right) : isTypeAlias(right) || takeValue(right);
    if (!isFine) report(node, `an assignment of a ${right?.type.replaceAll('_', ' ')}`);
  };

  const visitDecorated = (node: SyntaxNode, depth: number): void => {
    for (const child of node.namedChildren) {
      if (child.type !== 'decorator') visitStatement(child, depth);
      else if (!isPythonMarker(child)) report(child, 'a decorator that runs');
    }
  };

  const visitFunction = (node: SyntaxNode): void => {
    for (const parameter of node.childForFieldName('parameters')?.namedChildren ?? []) {
      const value = parameter.childForFieldName('value');
      const type = parameter.childForFieldName('type');
      if (!isParameter(parameter)) report(parameter, `a parameter of the kind ${parameter.type}`);
      if (type !== null && !isPythonType(type)) report(parameter, 'an annotation that runs');
      if (!takeValue(value)) report(parameter, `a default of the kind ${value?.type}`);
    }
    const returns = node.childForFieldName('return_type');
    if (returns !== null && !isPythonType(returns)) report(node, 'an annotation that runs');
    const generic = node.childForFieldName('type_parameters');
    if (generic !== null && !isPythonType(generic)) report(node, 'a type parameter that runs');
    for (const statement of node.childForFieldName('body')?.namedChildren ?? []) {
      const [inner, ...others] = statement.namedChildren;
      const isWord =
        statement.type === 'expression_statement' &&
        others.length === 0 &&
        inner !== undefined &&
        (inner.type === 'ellipsis' || isPlainPythonString(inner));
      if (!isWord && statement.type !== 'pass_statement' && statement.type !== 'comment')
        report(statement, 'a statement in the body of a function');
    }
  };

  const visitClass = (node: SyntaxNode, depth: number): void => {
    if (depth >= deepestClass) return report(node, 'classes within classes');
    for (const base of node.childForFieldName('superclasses')?.namedChildren ?? []) {
      const isPlain = isDottedName(base) || isPlainKeyword(base) || isGenericBase(base);
      if (!isPlain) report(base, 'a base class that runs');
    }
    for (const statement of node.childForFieldName('body')?.namedChildren ?? [])
      visitStatement(statement, depth + 1);
  };

  for (const child of root.namedChildren) visitStatement(child, 0);
  if (characters > mostStringCharacters) report(root, 'data in its texts');
  return found;
}

/** `Backend = Literal['auto', 'fast']` */
function isTypeAlias(node: SyntaxNode | null): boolean {
  const head = node?.type === 'subscript' ? node.childForFieldName('value') : null;
  return (
    node !== null &&
    head !== null &&
    head !== undefined &&
    /^(?:\w+\.)*[A-Z]\w*$/.test(head.text) &&
    isPythonType(node)
  );
}

function isGenericBase(node: SyntaxNode): boolean {
  return node.type === 'subscript' && isPythonType(node);
}

function isListOfNames(node: SyntaxNode | null): boolean {
  return (
    node !== null &&
    /^(?:list|tuple)$/.test(node.type) &&
    node.namedChildCount <= mostNames &&
    node.namedChildren.every((child) => isPlainPythonString(child) && /^['"]\w+['"]$/.test(child.text))
  );
}

function isParameter(node: SyntaxNode): boolean {
  const isSplat = (child: SyntaxNode): boolean =>
    /^(?:list|dictionary)_splat_pattern$/.test(child.type) &&
    child.namedChildren.every(({ type }) => type === 'identifier');
  switch (node.type) {
    case 'identifier':
    case 'positional_separator':
    case 'keyword_separator':
    case 'comment':
      return true;
    case 'default_parameter':
    case 'typed_default_parameter':
      return node.childForFieldName('name')?.type === 'identifier';
    case 'typed_parameter':
      return node.namedChildren.every(
        (child) => child.type === 'identifier' || child.type === 'type' || isSplat(child),
      );
    default:
      return isSplat(node);
  }
}

function countStrings(node: SyntaxNode): number {
  // Short texts are names of choices; the length of a whole value is bounded by the rule for values.
  const size = node.endIndex - node.startIndex;
  return size > 24 ? size : 0;
}
