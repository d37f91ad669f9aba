import type TypeScript from 'typescript';
import { createIsolatedHost, type LibraryCache } from '../typecheck/index.ts';

const folder = '/declared/';

/** One for the process: the library is the same for all packages, and parsing it takes most of a second. */
const libraries: LibraryCache = new Map();

/** A piece of TypeScript that is checked for itself. */
export interface Piece {
  readonly text: string;
}

/**
 * Checks pieces of code against type definitions with TypeScript's own library. The definitions may come from anyone:
 * no file is read but TypeScript's library, whatever they import or refer to.
 */
export class TypeProgram {
  private readonly ts: typeof TypeScript;
  private readonly definitions: string;
  private readonly options: TypeScript.CompilerOptions;
  private previous: TypeScript.Program | undefined;

  constructor(ts: typeof TypeScript, definitions: string) {
    this.ts = ts;
    this.definitions = definitions;
    this.options = {
      strict: true,
      noImplicitAny: false,
      noEmit: true,
      types: [],
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      esModuleInterop: true,
      skipLibCheck: true,
    };
  }

  /** For each piece, what TypeScript has against it; the prelude stands before all of them. */
  check(prelude: string, pieces: readonly Piece[]): readonly (string | null)[] {
    const { ts } = this;
    const starts: number[] = [];
    let text = `${prelude}\n`;
    for (const piece of pieces) {
      starts.push(text.length);
      text += `${piece.text}\n`;
    }
    const { program, source } = this.open(text);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return starts.map((start, index) => {
      const end = starts[index + 1] ?? text.length;
      const problem = found.find((entry) => (entry.start ?? -1) >= start && (entry.start ?? -1) < end);
      return problem === undefined ? null : ts.flattenDiagnosticMessageText(problem.messageText, ' ');
    });
  }

  /** The program of a text that imports the definitions as `./types`, for who asks its checker. */
  open(text: string): { readonly program: TypeScript.Program; readonly source: TypeScript.SourceFile } {
    const program = this.ts.createProgram({
      rootNames: [`${folder}check.ts`],
      options: this.options,
      host: this.createHost(text),
      ...(this.previous === undefined ? {} : { oldProgram: this.previous }),
    });
    this.previous = program;
    return { program, source: program.getSourceFile(`${folder}check.ts`) as TypeScript.SourceFile };
  }

  private createHost(checked: string): TypeScript.CompilerHost {
    const files = new Map([
      [`${folder}check.ts`, checked],
      [`${folder}types.d.ts`, this.definitions],
    ]);
    return createIsolatedHost(this.ts, { options: this.options, folder, files, libraries });
  }
}
