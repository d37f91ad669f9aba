export interface SyntaxProblem {
  readonly path: string;
  /** With the line where the parser knows it. */
  readonly message: string;
}
