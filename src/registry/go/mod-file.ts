import { type GoStatement, parsePublishedStatements } from '../../go-mod/index.ts';

/** What phalus reads of the go.mod file of a published module. */
export interface ModFile {
  readonly module: string;
  /** Version of the language; empty when it is not said. */
  readonly go: string;
  /** Why the module should not be used; null when nothing is said. */
  readonly deprecated: string | null;
  readonly requirements: readonly {
    readonly path: string;
    readonly version: string;
    readonly isIndirect: boolean;
  }[];
  readonly retractions: readonly { readonly low: string; readonly high: string; readonly reason: string }[];
}

const longestReason = 500;

/** Reads a go.mod file; lines that make no sense are passed over, as they would be by an older Go. */
export function parseModFile(text: string): ModFile {
  const statements = parsePublishedStatements(text);
  const of = (directive: string) => statements.filter((statement) => statement.directive === directive);
  const module = of('module').at(-1);
  const deprecation =
    module === undefined ? null : /(?:^|\s)Deprecated: *(.*)$/s.exec(renderComments(module));
  return {
    module: module?.words[0] ?? '',
    go: of('go').at(-1)?.words[0] ?? '',
    deprecated: deprecation?.[1]?.slice(0, longestReason) ?? null,
    requirements: of('require').flatMap(({ words: [path, version], comment }) =>
      path === undefined || version === undefined
        ? []
        : [{ path, version, isIndirect: /^indirect\b/.test(comment) }],
    ),
    retractions: of('retract').flatMap(readRetraction),
  };
}

/** `v1.0.0`, or `[v1.0.0, v1.2.0]`. */
function readRetraction(statement: GoStatement) {
  const [low, high = low] = statement.words.filter((word) => !['[', ',', ']'].includes(word));
  const reason = renderComments(statement).slice(0, longestReason);
  return low === undefined || high === undefined ? [] : [{ low, high, reason }];
}

function renderComments({ above, comment }: GoStatement): string {
  return [...above, comment].join(' ').trim();
}
