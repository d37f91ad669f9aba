declare module 'spdx-correct' {
  /** The SPDX expression that the text most likely means, or null. */
  // biome-ignore lint/style/noDefaultExport: the library's own shape
  export default function correct(text: string): string | null;
}

declare module 'spdx-expression-parse' {
  export type SpdxNode =
    | { readonly license: string; readonly plus?: true; readonly exception?: string }
    | { readonly left: SpdxNode; readonly conjunction: 'and' | 'or'; readonly right: SpdxNode };
  /** Throws an Error for what is no SPDX expression. */
  // biome-ignore lint/style/noDefaultExport: the library's own shape
  export default function parse(text: string): SpdxNode;
}
