import { firstLine } from './statement-text.ts';

/** A statement that was kept so far. */
export interface KeptStatement {
  readonly text: string;
  readonly names: readonly string[];
  /** Its value comes from calling the API or reaching outside: perhaps an example. */
  readonly isUse: boolean;
}

/** Takes out what only a look at all statements together can tell. */
export class TidyStatements {
  statements: readonly KeptStatement[];
  readonly mends: { kind: string; detail: string }[] = [];
  private readonly exportedNames: ReadonlySet<string>;

  constructor(statements: readonly KeptStatement[], exportedNames: ReadonlySet<string>) {
    this.statements = statements;
    this.exportedNames = exportedNames;
  }

  /** A variable that only examples would use: its value came from the API, and no declaration or export needs it. */
  withoutExamples(): this {
    const needed = new Set(this.statements.filter((entry) => !entry.isUse || this.isExported(entry)));
    for (let size = -1; size !== needed.size; ) {
      size = needed.size;
      for (const entry of this.statements) {
        if (!needed.has(entry) && isMentioned(entry, needed)) needed.add(entry);
      }
    }
    for (const { text } of this.statements.filter((entry) => !needed.has(entry))) {
      this.mends.push({ kind: 'usage-removed', detail: firstLine(text) });
    }
    this.statements = this.statements.filter((entry) => needed.has(entry));
    return this;
  }

  /** Of two declarations of one name the later stays: the code would not even parse with both. */
  withoutDuplicates(): this {
    const last = new Map<string, KeptStatement>();
    for (const entry of this.statements) for (const name of entry.names) last.set(name, entry);
    this.statements = this.statements.filter((entry) => {
      const isSuperseded = entry.names.length > 0 && entry.names.every((name) => last.get(name) !== entry);
      if (isSuperseded) this.mends.push({ kind: 'duplicate-removed', detail: entry.names.join(', ') });
      return !isSuperseded;
    });
    return this;
  }

  private isExported({ names }: KeptStatement): boolean {
    return names.some((name) => this.exportedNames.has(name));
  }
}

function isMentioned({ names }: KeptStatement, others: ReadonlySet<KeptStatement>): boolean {
  const pattern = new RegExp(
    `(?<![\\w$.])(?:${names.map((name) => name.replaceAll('$', '\\$')).join('|')})(?![\\w$])`,
  );
  return names.length > 0 && [...others].some(({ text }) => pattern.test(text));
}
