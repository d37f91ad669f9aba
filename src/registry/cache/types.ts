/** What a kept answer is found by. */
export interface AnswerKey {
  /** The whole address that is asked. */
  readonly url: URL;
  /** What tells two answers of one address apart: the media types that are asked for, or what was read out of an archive. */
  readonly form: string;
  /** The Authorization header that is shown there; null when nobody is logged in. */
  readonly authorization: string | null;
}

/** An answer of a registry, as it may be used again once the registry says that it has not changed. */
export interface KeptAnswer {
  readonly body: Buffer;
  readonly contentType: string;
  /** Where redirects led to, without query; null when there were none. */
  readonly redirectedTo: string | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** Answers of registries from earlier calls. It never fails: what cannot be kept or read is not there. */
export interface AnswerCache {
  /** Null when nothing is kept, or what is kept is damaged. */
  read(key: AnswerKey): Promise<KeptAnswer | null>;
  write(key: AnswerKey, answer: KeptAnswer): Promise<void>;
}
