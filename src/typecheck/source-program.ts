import type TypeScript from 'typescript';
import { createIsolatedHost, type LibraryCache } from './isolated-host.ts';
import { strictOptions } from './options.ts';

const folder = '/package/';

/** One for the process: the library is the same for all packages, and parsing it takes most of a second. */
const libraries: LibraryCache = new Map();

/** What TypeScript has against a file. */
export interface SourceProblem {
  readonly kind: 'syntax' | 'type';
  /** Below the package. */
  readonly path: string;
  readonly code: number;
  /** Offset and length in the file's text. */
  readonly start: number;
  readonly length: number;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

export interface CompiledSource {
  readonly program: TypeScript.Program;
  readonly problems: readonly SourceProblem[];
  /** True when the time ran out first: what is not named was perhaps not looked at. */
  readonly isCut: boolean;
  sourceOf(path: string): TypeScript.SourceFile | undefined;
}

/** The TypeScript files of a package, compiled in strict mode as its own tsconfig.json has it. */
export class SourceProgram {
  private readonly ts: typeof TypeScript;
  private previous: TypeScript.Program | undefined;

  constructor(ts: typeof TypeScript) {
    this.ts = ts;
  }

  /**
   * `files` by path below the package; package.json among them says whether a `.ts` is a CommonJS module. Of what they
   * import only each other is found. `timeLimitMs` bounds the checking of types, to a statement.
   */
  compile(request: {
    readonly files: Readonly<Record<string, string>>;
    readonly roots: readonly string[];
    readonly timeLimitMs?: number;
  }): CompiledSource {
    const { ts } = this;
    const options = strictOptions(ts);
    const files = new Map(Object.entries(request.files).map(([path, text]) => [`${folder}${path}`, text]));
    const program = ts.createProgram({
      rootNames: request.roots.map((path) => `${folder}${path}`),
      options,
      host: createIsolatedHost(ts, { options, folder, files, libraries }),
      ...(this.previous === undefined ? {} : { oldProgram: this.previous }),
    });
    this.previous = program;
    const sourceOf = (path: string) => program.getSourceFile(`${folder}${path}`);
    const until = performance.now() + (request.timeLimitMs ?? Number.POSITIVE_INFINITY);
    const token: TypeScript.CancellationToken = {
      isCancellationRequested: () => performance.now() > until,
      throwIfCancellationRequested() {
        if (performance.now() > until) throw new ts.OperationCanceledException();
      },
    };
    const problems: SourceProblem[] = [];
    try {
      for (const path of request.roots) {
        const source = sourceOf(path);
        if (source === undefined) continue;
        const syntax = program.getSyntacticDiagnostics(source, token);
        problems.push(...syntax.map((found) => this.describe('syntax', path, source, found)));
        if (syntax.length > 0) continue;
        const semantic = program.getSemanticDiagnostics(source, token);
        problems.push(...semantic.map((found) => this.describe('type', path, source, found)));
      }
      return { program, problems, isCut: false, sourceOf };
    } catch (error) {
      if (!(error instanceof ts.OperationCanceledException)) throw error;
      this.previous = undefined;
      return { program, problems, isCut: true, sourceOf };
    }
  }

  private describe(
    kind: SourceProblem['kind'],
    path: string,
    source: TypeScript.SourceFile,
    found: TypeScript.Diagnostic,
  ): SourceProblem {
    const start = found.start ?? 0;
    return {
      kind,
      path,
      code: found.code,
      start,
      length: found.length ?? 0,
      line: source.getLineAndCharacterOfPosition(start).line + 1,
      message: this.ts.flattenDiagnosticMessageText(found.messageText, ' ').slice(0, 300),
    };
  }
}
