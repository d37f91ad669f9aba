/** One thing that this machine can or cannot do. */
export interface Finding {
  readonly name: string;
  /** `missing` stops the main job; `optional` narrows what phalus can do. */
  readonly status: 'ok' | 'missing' | 'optional';
  readonly detail: string;
  /** What to do about it; null when it is there. */
  readonly remedy: string | null;
}

export function ok(name: string, detail: string): Finding {
  return { name, status: 'ok', detail, remedy: null };
}
