import type ts from 'typescript';
import type { ApiMember, ApiParameter } from '../../spec/index.ts';
import type { TypeScript } from './load-typescript.ts';
import { collapse, firstSentence } from './names.ts';

/** One call signature as a function declaration without body. */
export function renderSignature(node: ts.SignatureDeclaration, name: string): string {
  const generics = node.typeParameters
    ? `<${node.typeParameters.map((entry) => collapse(entry.getText())).join(', ')}>`
    : '';
  const parameters = node.parameters.map((entry) => collapse(entry.getText())).join(', ');
  const returns = node.type ? `: ${collapse(node.type.getText())}` : '';
  return `function ${name}${generics}(${parameters})${returns}`;
}

export function readParameters(ts: TypeScript, node: ts.SignatureDeclaration): ApiParameter[] {
  return node.parameters
    .filter((entry) => entry.name.getText() !== 'this')
    .map((entry, index) => ({
      name: ts.isIdentifier(entry.name) ? entry.name.text : index === 0 ? 'options' : `argument${index + 1}`,
      type: entry.type ? collapse(entry.type.getText()) : 'unknown',
      optional: entry.questionToken !== undefined || entry.initializer !== undefined,
      rest: entry.dotDotDotToken !== undefined,
      default: defaultOf(ts, entry),
    }));
}

/** `[name=value]` of a `@param` tag, or a `@default` tag. */
function defaultOf(ts: TypeScript, node: ts.ParameterDeclaration): string | null {
  if (node.initializer !== undefined) return node.initializer.getText();
  const tag = ts.getJSDocParameterTags(node)[0]?.getText() ?? '';
  return /\[[\w.$]{1,80}\s*=\s*([^\]\n]{1,100})\]/.exec(tag)?.[1]?.trim() ?? null;
}

export function readMembers(
  ts: TypeScript,
  nodes: readonly (ts.ClassElement | ts.TypeElement)[],
): ApiMember[] {
  return nodes.slice(0, 300).flatMap((node) => {
    const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
    const has = (kind: ts.SyntaxKind): boolean => modifiers.some((modifier) => modifier.kind === kind);
    const kind = memberKind(ts, node);
    if (kind === null || has(ts.SyntaxKind.PrivateKeyword) || node.name?.getText().startsWith('#')) return [];
    return [
      {
        name: memberName(ts, node, kind),
        kind,
        static: has(ts.SyntaxKind.StaticKeyword),
        optional: 'questionToken' in node && node.questionToken !== undefined,
        signature: collapse(node.getText()).replace(/[;,]$/, '').slice(0, 2000),
        summary: summaryOf(ts, node),
      },
    ];
  });
}

function memberName(ts: TypeScript, node: ts.ClassElement | ts.TypeElement, kind: ApiMember['kind']): string {
  if (kind === 'constructor' || kind === 'call' || kind === 'index' || node.name === undefined) return kind;
  const { name } = node;
  return ts.isStringLiteral(name) || ts.isIdentifier(name) ? name.text : name.getText();
}

function memberKind(ts: TypeScript, node: ts.ClassElement | ts.TypeElement): ApiMember['kind'] | null {
  if (ts.isMethodDeclaration(node) || ts.isMethodSignature(node)) return 'method';
  if (ts.isPropertyDeclaration(node)) return 'property';
  if (ts.isPropertySignature(node))
    return node.type && ts.isFunctionTypeNode(node.type) ? 'method' : 'property';
  if (ts.isConstructorDeclaration(node) || ts.isConstructSignatureDeclaration(node)) return 'constructor';
  if (ts.isGetAccessorDeclaration(node)) return 'getter';
  if (ts.isSetAccessorDeclaration(node)) return 'setter';
  if (ts.isCallSignatureDeclaration(node)) return 'call';
  return ts.isIndexSignatureDeclaration(node) ? 'index' : null;
}

/** First sentence of the comment in front of a declaration. */
export function summaryOf(ts: TypeScript, node: ts.Node): string {
  let holder: ts.Node = node;
  for (let climb = 0; climb < 3; climb += 1) {
    for (const comment of ts.getJSDocCommentsAndTags(holder)) {
      if (ts.isJSDoc(comment)) {
        const sentence = firstSentence(ts.getTextOfJSDocComment(comment.comment) ?? '');
        if (sentence !== '') return sentence;
      }
    }
    if (holder.parent === undefined || ts.isSourceFile(holder.parent)) break;
    holder = holder.parent;
    if (!ts.isVariableDeclaration(holder) && !ts.isVariableDeclarationList(holder)) break;
  }
  return '';
}
