/** Readers for the detail of a check, whose form is the check's own and may be of an older phalus. */
export type Detail = Readonly<Record<string, unknown>>;

export function readRecord(value: unknown): Detail {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Detail) : {};
}

export function readRecords(value: unknown): readonly Detail[] {
  return Array.isArray(value) ? value.map(readRecord) : [];
}

export function readTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

export function readNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export function readText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

export interface Tally {
  readonly compared: number;
  readonly agreed: number;
}

/** Null where nothing was counted. */
export function readTally(value: unknown): Tally | null {
  const { compared, agreed } = readRecord(value);
  const all = readNumber(compared);
  const same = readNumber(agreed);
  return all === null || same === null ? null : { compared: all, agreed: same };
}

export function formatShare({ compared, agreed }: Tally): string {
  if (compared === 0) return 'no input';
  const percent = Math.floor((agreed / compared) * 1000) / 10;
  return `${agreed} of ${compared} (${percent} %)`;
}

/** `path line 3` or `path lines 3 to 9`. */
export function renderPlace(value: unknown): string {
  const { path, lines } = readRecord(value);
  const [first, last] = Array.isArray(lines) ? lines.map(readNumber) : [];
  const where =
    typeof first !== 'number' ? '' : first === last ? ` line ${first}` : ` lines ${first} to ${last}`;
  return `${readText(path) ?? 'a file'}${where}`;
}
