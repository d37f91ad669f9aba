import type { PathClass } from '../classify-path.ts';
import type { RawDocument } from '../types.ts';

/** A source file of an archive, decoded. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** A comment of documentation by its offsets; `mark` opens the line that stands in its place when it is cut. */
export interface CommentRange {
  readonly start: number;
  readonly end: number;
  readonly mark: string;
}

/**
 * Takes the documentation out of source files: in languages where it stands beside the code there is no other place for
 * it. Bodies are dropped before anything else sees the text.
 */
export interface Outliner {
  /** What a path of an archive is in this ecosystem, where that differs from other ecosystems; null where it does not. */
  classify(path: string): PathClass | null;
  /** True for source files whose declarations are public documentation; all others stay refused as source. */
  isOutlined(path: string): boolean;
  /**
   * The declarations of public names with signatures and documentation comments, in the syntax of the language; null
   * where there are none, or the file does not parse. No statement of a body, no private name, no value but a
   * documented default or a literal constant.
   */
  outline(file: SourceFile): Promise<string | null>;
  /**
   * Of all files that `isOutlined` let through, those that are public documentation, where one file by itself does not
   * tell: a private module that the package's entry hands on, a module that is declared by its parent. All without it.
   */
  selectSources?(files: readonly SourceFile[]): Promise<readonly SourceFile[]>;
  /**
   * Where the comments of a text are that `outline` made: what they hold is judged like comments anywhere, so that no
   * source crosses in one. Of line comments in a row each may be given by itself.
   */
  findComments?(text: string): Promise<readonly CommentRange[]>;
  /**
   * Examples that stand in a source file as documentation, by the language's own convention, as a text in Markdown; it is
   * guarded like any other. Null for none.
   */
  readExamples?(file: SourceFile): Promise<RawDocument | null>;
  /** The proof, made on the text that goes on: everything in it that could be a statement of a body; empty for none. */
  findBodies(text: string): Promise<readonly string[]>;
  /** A document that stands in a metadata file (Python's long description); null for none. */
  readMetadata(file: SourceFile): RawDocument | null;
}
