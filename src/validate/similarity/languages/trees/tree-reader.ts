import {
  type SyntaxNode,
  SyntaxTreeError,
  type TreeLanguage,
  withTree,
} from '../../../../syntax-trees/index.ts';
import {
  constant,
  local,
  nothing,
  type Operation,
  operation,
  type ReadFile,
} from '../../operations/operation.ts';
import { Names } from './names.ts';

/** How the nodes of one language become operations; what has no entry hands on what is below it. */
export interface Grammar {
  readonly language: TreeLanguage;
  /** Types of nodes that leave no trace: comments, types, imports. */
  readonly silent: ReadonlySet<string>;
  /** Functions, methods and closures: they are rows of their own. */
  readonly functions: ReadonlySet<string>;
  /** Names that the language gives, as operations: `len` is the same as `.length` elsewhere. */
  readonly globals: ReadonlyMap<string, string>;
  readonly members: ReadonlyMap<string, string>;
  readonly rules: Readonly<Record<string, (node: SyntaxNode, tree: TreeReader) => Operation>>;
}

const maximumDepth = 250;

/** Reads one file; one with errors gives what the parser could make of it. */
export async function readWithGrammar(grammar: Grammar, path: string, text: string): Promise<ReadFile> {
  const [names, strings] = [new Set<string>(), new Set<string>()];
  try {
    return await withTree(grammar.language, text, (root) => {
      const reader = new TreeReader(grammar, { names, strings });
      const body = operation('block', reader.readAll(root), root.endIndex);
      return { path, body, names, strings, obfuscation: [], complete: reader.complete };
    });
  } catch (error) {
    if (!(error instanceof SyntaxTreeError) && !(error instanceof RangeError)) throw error;
    return { path, body: nothing(0), names, strings, obfuscation: [], complete: false };
  }
}

export class TreeReader {
  complete = true;
  readonly grammar: Grammar;
  readonly #names = new Names();
  readonly #found: { readonly names: Set<string>; readonly strings: Set<string> };
  #depth = 0;

  constructor(grammar: Grammar, found: { names: Set<string>; strings: Set<string> }) {
    this.grammar = grammar;
    this.#found = found;
  }

  read(node: SyntaxNode | null | undefined): Operation {
    if (node === null || node === undefined) return nothing(0);
    if (this.grammar.silent.has(node.type)) return nothing(node.endIndex);
    if (this.#depth > maximumDepth) {
      this.complete = false;
      return nothing(node.endIndex);
    }
    this.#depth += 1;
    const { rules, functions } = this.grammar;
    const rule = Object.hasOwn(rules, node.type) ? rules[node.type] : undefined;
    let read: Operation;
    if (rule !== undefined) read = rule(node, this);
    else if (functions.has(node.type)) read = this.readFunction(node);
    else {
      const kids = this.readAll(node);
      read = kids.length === 1 ? (kids[0] as Operation) : operation('', kids, node.endIndex);
    }
    this.#depth -= 1;
    return read;
  }

  readAll(node: SyntaxNode): Operation[] {
    return node.namedChildren.map((child) => this.read(child));
  }

  block(node: SyntaxNode | null): Operation {
    return node === null ? nothing(0) : operation('block', this.readAll(node), node.endIndex);
  }

  /** A function with the name it is declared by; `body` where its block is no field of that name. */
  readFunction(node: SyntaxNode, prepare?: (body: Operation) => Operation): Operation {
    const name = node.childForFieldName('name')?.text ?? '';
    if (name !== '') this.remember(name);
    this.#names.enter();
    const parameters = node.childForFieldName('parameters');
    const kids = parameters === null ? [] : [this.read(parameters)];
    const body = this.read(node.childForFieldName('body'));
    kids.push(prepare === undefined ? body : prepare(body));
    this.#names.leave();
    const made: Operation = {
      op: 'function',
      kids: [operation('block', kids, node.endIndex)],
      at: node.endIndex,
      from: node.startIndex,
      name,
    };
    return made;
  }

  name(node: SyntaxNode): Operation {
    const { text } = node;
    const given = this.grammar.globals.get(text);
    if (given !== undefined) return operation(given, [], node.endIndex);
    this.remember(text);
    return local(this.#names.find(text), node.endIndex);
  }

  member(object: Operation, name: string, at: number): Operation {
    const given = this.grammar.members.get(name);
    if (given === undefined) this.remember(name);
    return operation(given ?? '.', [object], at);
  }

  remember(name: string): void {
    if (name.length >= 4 && !this.grammar.globals.has(name) && !this.grammar.members.has(name))
      this.#found.names.add(name);
  }

  text(node: SyntaxNode, value: string): Operation {
    if (value.length >= 6) this.#found.strings.add(value.slice(0, 400));
    return constant(value, node.endIndex);
  }

  set(value: Operation, target: Operation, at: number): Operation {
    return operation('set', [value, target], at);
  }
}

/** `0x1f`, `1_000`, `2.5f64` */
export function readNumber(text: string): number {
  const plain = text
    .replaceAll('_', '')
    .replace(/(?<=[0-9a-f.])(?:[iu](?:8|16|32|64|128|size)|f32|f64|[lLjJ])$/i, '');
  const value = Number(plain);
  return Number.isNaN(value) ? 0 : value;
}
