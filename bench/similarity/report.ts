interface Scored {
  readonly kind: string;
  readonly level: string;
  readonly score: number;
}

/** The least score that no more than this share of the others exceeds. */
export function thresholdAt(scores: readonly number[], share: number): number {
  const sorted = [...scores].sort((one, other) => other - one);
  return sorted[Math.floor(share * sorted.length + 1e-9)] ?? Number.POSITIVE_INFINITY;
}

/** One line for each level: how many, and the shares above either threshold. */
export function renderLevels(rows: readonly Scored[], { one, five }: { one: number; five: number }): string {
  const levels = [...new Set(rows.map(({ level }) => level))].sort();
  const line = (name: string, some: readonly Scored[]): string => {
    const share = (threshold: number): string =>
      ((100 * some.filter(({ score }) => score > threshold).length) / some.length).toFixed(1);
    return `${name.padEnd(12)} ${String(some.length).padStart(5)}  ${share(one).padStart(6)} %  ${share(five).padStart(6)} %`;
  };
  const disguised = rows.filter(({ kind, level }) => kind === 'copy' && level !== 'T9');
  return [
    `what             n   at 1 %    at 5 % false alarms (${one.toFixed(2)}, ${five.toFixed(2)})`,
    ...levels.map((level) =>
      line(
        level,
        rows.filter((row) => row.level === level),
      ),
    ),
    line(
      'T0 to T7',
      disguised.filter(({ level }) => level !== 'T8'),
    ),
    line('T0 to T8', disguised),
  ].join('\n');
}
