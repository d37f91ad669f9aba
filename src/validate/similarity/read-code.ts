import type { Node, SourceFile } from 'typescript';
import { type SyntaxNames, writeSymbol } from './canonical-symbols.ts';

type TypeScript = typeof import('typescript');

/** Code as the comparison sees it: symbols in reading order, without names, literals, types or layout. */
export interface CodeFile {
  readonly path: string;
  readonly symbols: readonly string[];
  /** Line of each symbol, from 1. */
  readonly lines: readonly number[];
  /** Hashes of small subtrees, however often each occurs; the order of siblings makes no difference. */
  readonly shapes: ReadonlyMap<number, number>;
  readonly names: ReadonlySet<string>;
  readonly strings: ReadonlySet<string>;
  /** False when it is nested so deeply that the parser or the walk gave up: what is missing was not compared. */
  readonly complete: boolean;
}

const maximumDepth = 400;
const maximumSymbols = 400_000;

/** Parses every file; one with errors gives what the parser could make of it. */
export async function readCode(files: Readonly<Record<string, string>>): Promise<CodeFile[]> {
  // Loaded when needed: the compiler takes a third of a second.
  const { default: typescript } = await import('typescript');
  return Object.entries(files).map(([path, text]) => readFile(typescript, path, text));
}

function readFile(typescript: TypeScript, path: string, text: string): CodeFile {
  const kind = /\.[cm]?ts$/.test(path) ? typescript.ScriptKind.TS : typescript.ScriptKind.JSX;
  try {
    const source = typescript.createSourceFile(path, text, typescript.ScriptTarget.ESNext, true, kind);
    const walk = new Walk(typescript, source);
    walk.visit(source, 0);
    return { path, ...walk };
  } catch (error) {
    // The parser recurses once a bracket: 20,000 of them end in "Maximum call stack size exceeded".
    if (!(error instanceof RangeError)) throw error;
    return { ...nothing, path };
  }
}

const nothing: Omit<CodeFile, 'path'> = {
  symbols: [],
  lines: [],
  shapes: new Map(),
  names: new Set(),
  strings: new Set(),
  complete: false,
};

class Walk {
  readonly symbols: string[] = [];
  readonly lines: number[] = [];
  readonly shapes = new Map<number, number>();
  readonly names = new Set<string>();
  readonly strings = new Set<string>();
  complete = true;
  readonly #typescript: TypeScript;
  readonly #source: SourceFile;
  readonly #found: SyntaxNames;

  constructor(typescript: TypeScript, source: SourceFile) {
    this.#typescript = typescript;
    this.#source = source;
    this.#found = { names: this.names, strings: this.strings };
  }

  /** Gives the hash of the subtree down to two levels, for the parent's shape. */
  visit(node: Node, depth: number): { symbol: string; children: string[] } | null {
    if (depth > maximumDepth || this.symbols.length > maximumSymbols) {
      this.complete = false;
      return null;
    }
    const symbol = writeSymbol(this.#typescript, node, this.#found);
    if (symbol === 'skip-all') return null;
    if (symbol !== '') {
      this.symbols.push(symbol);
      this.lines.push(this.#source.getLineAndCharacterOfPosition(node.getStart(this.#source)).line + 1);
    }
    const children: { symbol: string; children: string[] }[] = [];
    this.#typescript.forEachChild(node, (child) => {
      const shape = this.visit(child, depth + 1);
      if (shape === null) return;
      // What has no symbol of its own stands for its children.
      if (shape.symbol === '')
        children.push(...shape.children.map((name) => ({ symbol: name, children: [] })));
      else children.push(shape);
    });
    const names = children.map((child) => child.symbol);
    if (symbol !== '' && children.length > 0) this.#countShape(symbol, children);
    return { symbol, children: names };
  }

  #countShape(symbol: string, children: readonly { symbol: string; children: string[] }[]): void {
    const below = children.map((child) => `${child.symbol}(${[...child.children].sort().join(' ')})`);
    const size = children.reduce((sum, child) => sum + 1 + child.children.length, 1);
    if (size < 4 || children.length > 60) return;
    const hash = hashText(`${symbol}<${below.sort().join(' ')}>`);
    this.shapes.set(hash, (this.shapes.get(hash) ?? 0) + 1);
  }
}

/** FNV-1a, 32 bits. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
