/** What one comparison came to. */
export interface CompiledRow {
  readonly kind: 'itself' | 'mutant' | 'unbuilt' | 'not-loaded' | 'pair';
  readonly ecosystem: 'go' | 'crates';
  readonly id: string;
  readonly place: string;
  readonly notice?: 'verdict' | 'listed' | 'none';
  readonly compared?: number;
  readonly agreed?: number;
  readonly documented?: number;
  readonly unanswered?: number;
  readonly unstable?: number;
  readonly durationMs?: number;
  /** The first disagreement of an original with itself. */
  readonly alarm?: string;
}

const titles = { go: 'Go', crates: 'Rust' } as const;

/** The tables of docs/validation.md. */
export function renderCompiledTables(rows: readonly CompiledRow[]): string {
  const lines = [
    '| package | mutants | noticed | in the verdict | inputs against itself | false alarms | seconds |',
    '|---|---|---|---|---|---|---|',
  ];
  for (const ecosystem of ['go', 'crates'] as const) {
    const own = rows.filter((row) => row.ecosystem === ecosystem);
    const ids = [...new Set(own.map(({ id }) => id))];
    for (const id of ids)
      lines.push(
        renderLine(
          id,
          own.filter((row) => row.id === id),
        ),
      );
    lines.push(renderLine(`${titles[ecosystem]}: all ${ids.length}`, own));
  }
  return lines.join('\n');
}

function renderLine(name: string, rows: readonly CompiledRow[]): string {
  const mutants = rows.filter(({ kind }) => kind === 'mutant');
  const itself = rows.filter(({ kind }) => kind === 'itself');
  const noticed = mutants.filter(({ notice }) => notice !== 'none').length;
  const told = mutants.filter(({ notice }) => notice === 'verdict').length;
  const inputs = itself.reduce((sum, { compared = 0 }) => sum + compared, 0);
  const alarms = itself.filter(({ compared = 0, agreed = 0 }) => agreed < compared).length;
  const seconds = itself.map(({ durationMs = 0 }) => durationMs / 1000).toSorted((one, other) => one - other);
  const median = seconds[Math.floor(seconds.length / 2)];
  const share = (count: number): string =>
    mutants.length === 0 ? '' : `${count} (${Math.round((100 * count) / mutants.length)} %)`;
  const lost = rows.find(({ kind }) => kind === 'not-loaded');
  if (lost !== undefined && rows.length === 1)
    return `| ${name} | not compared: ${lost.place.replaceAll('|', '/').slice(0, 80)} | | | | | |`;
  return `| ${name} | ${mutants.length} | ${share(noticed)} | ${share(told)} | ${inputs} in ${itself.length} runs | ${alarms} | ${median?.toFixed(0) ?? ''} |`;
}
