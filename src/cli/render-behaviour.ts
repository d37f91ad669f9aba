import { type Colors, stripControls } from './reporter.ts';
import type { Verdict } from './verdict.ts';

interface Tally {
  readonly compared: number;
  readonly agreed: number;
}

/** What the comparison with the original found, for a person: shares, each export, each difference with both answers. */
export function renderBehaviour(verdict: Verdict | null, colors: Colors): string[] {
  const check = verdict?.checks.find(({ name }) => name === 'behaviour');
  if (check === undefined) return ['  behaviour: not compared'];
  const { documented, undocumented, per_export: perExport, disagreements, excluded } = check.detail;
  const lines = [`  behaviour: ${check.status}, ${stripControls(check.reason)}`];
  const overall = readTally(check.detail);
  if (overall === null) return lines;
  lines.push(
    `  all inputs           ${renderTally(overall)}`,
    `  documented inputs    ${renderTally(readTally(documented))}`,
    `  undocumented inputs  ${renderTally(readTally(undocumented))}`,
  );
  for (const [name, value] of Object.entries(readRecord(perExport))) {
    lines.push(`    ${stripControls(name)}: ${renderTally(readTally(value))}`);
  }
  const { unstable, unanswered } = readRecord(excluded);
  lines.push(
    `  left out: ${unstable ?? 0} that the original answers in two ways, ${unanswered ?? 0} that it does not answer`,
  );
  for (const entry of Array.isArray(disagreements) ? disagreements : []) {
    lines.push(...renderDisagreement(readRecord(entry), colors));
  }
  return lines;
}

function renderDisagreement(entry: Readonly<Record<string, unknown>>, colors: Colors): string[] {
  const text = (name: string): string => stripControls(typeof entry[name] === 'string' ? entry[name] : '');
  const code = [text('setup'), text('expression')].filter((part) => part !== '').join('\n');
  const kind = entry.documented === true ? 'documented' : 'undocumented';
  const statement = text('statement');
  return [
    '',
    `  ${kind}, ${text('export')}, ${text('difference')}`,
    ...code.split('\n').map((line) => `    ${colors.bold(line)}`),
    `    the original ${text('original')}`,
    `    ours         ${text('rebuilt')}`,
    ...(statement === '' ? [] : [`    the specification says: ${statement}`]),
  ];
}

/** A verdict may have been written by another version of phalus: what is not there is not shown. */
function readRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function readTally(value: unknown): Tally | null {
  const { compared, agreed } = readRecord(value);
  return typeof compared === 'number' && typeof agreed === 'number' ? { compared, agreed } : null;
}

function renderTally(tally: Tally | null): string {
  if (tally === null || tally.compared === 0) return 'none compared';
  // Rounded down: 100 % is said of all alone.
  const percent = Math.floor((1000 * tally.agreed) / tally.compared) / 10;
  return `${tally.agreed} of ${tally.compared} alike (${percent} %)`;
}
