import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { probeSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { exhibits, secondExhibits } from './exhibits.ts';
import type { Exhibit } from './judge-exhibit.ts';
import { expectedStatuses, lookAt, type Sight } from './look-at.ts';
import { renderTable, tableMarks } from './render-table.ts';

/** Most of the time a package waits for its own sandbox. */
const atOnce = cpus().length + 1;
const groups = { first: exhibits, second: secondExhibits } as const;

/** Judges every package of the groups that are named, or of all, and writes what came out into docs/validation.md. */
async function writeGallery(wanted: readonly string[]): Promise<void> {
  const probe = await probeSandbox();
  if (probe.kind === 'unavailable') throw new Error(`${probe.reason}; ${probe.remedy}`);
  for (const name of ['first', 'second'] as const) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const started = performance.now();
    const sights = await judgeAll(probe.sandbox, groups[name]);
    const seconds = Math.round((performance.now() - started) / 1000);
    const text = `${renderSummary(sights, seconds)}\n\n${renderTable(groups[name], sights)}`;
    writeBetween(tableMarks[name], text);
  }
}

async function judgeAll(sandbox: Sandbox, faults: readonly Exhibit[]): Promise<Map<string, Sight>> {
  const sights = new Map<string, Sight>();
  const waiting = faults[Symbol.iterator]();
  const work = async (): Promise<void> => {
    for (const exhibit of waiting) sights.set(exhibit.name, await judge(sandbox, exhibit));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return sights;
}

async function judge(sandbox: Sandbox, exhibit: Exhibit): Promise<Sight> {
  const sight = await lookAt(sandbox, exhibit);
  const isRight =
    exhibit.verdict.split(' or ').includes(sight.verdict) &&
    exhibit.reason.test(sight.reason) &&
    expectedStatuses(exhibit, sight.verdict).includes(sight.status);
  console.log(`${isRight ? 'right' : 'WRONG'}  ${sight.verdict.padEnd(6)}  ${exhibit.name}: ${sight.reason}`);
  if (!isRight) process.exitCode = 1;
  return sight;
}

function renderSummary(sights: ReadonlyMap<string, Sight>, seconds: number): string {
  const count = (verdict: string): number =>
    [...sights.values()].filter((sight) => sight.verdict === verdict).length;
  const date = new Date().toISOString().slice(0, 10);
  return `${date}, Node ${process.versions.node}, ${cpus().length} cores: ${sights.size} faults, ${count('FAIL')} FAIL, ${count('REVIEW')} REVIEW, ${count('PASS')} PASS, in ${seconds} s.`;
}

function writeBetween([begin, end]: readonly [string, string], text: string): void {
  const place = new URL('../../docs/validation.md', import.meta.url);
  const document = readFileSync(place, 'utf8');
  const [before, after] = [document.split(begin)[0] ?? '', document.split(end)[1] ?? ''];
  writeFileSync(place, `${before}${begin}\n${text}\n${end}${after}`);
}

await writeGallery(process.argv.slice(2));
