/** One way in which the exported interface is not the documented one. */
export interface SurfaceProblem {
  readonly text: string;
  /** False where the documentation leaves room: a person should look. */
  readonly isSure: boolean;
}
