import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { probeSandbox } from '../../src/sandbox/index.ts';
import { exhibits } from './exhibits.ts';
import { expectedStatus, lookAt, type Sight } from './look-at.ts';
import { renderTable, tableMarks } from './render-table.ts';

/** Judges every package of the gallery and writes what came out into docs/validation.md. */
async function writeGallery(): Promise<void> {
  const probe = await probeSandbox();
  if (probe.kind === 'unavailable') throw new Error(`${probe.reason}; ${probe.remedy}`);
  const started = performance.now();
  const sights = new Map<string, Sight>();
  const waiting = exhibits[Symbol.iterator]();
  const work = async (): Promise<void> => {
    for (const exhibit of waiting) {
      const sight = await lookAt(probe.sandbox, exhibit);
      const isRight =
        exhibit.verdict.split(' or ').includes(sight.verdict) &&
        exhibit.reason.test(sight.reason) &&
        sight.status === expectedStatus(exhibit, sight.verdict);
      console.log(
        `${isRight ? 'right' : 'WRONG'}  ${sight.verdict.padEnd(6)}  ${exhibit.name}: ${sight.reason}`,
      );
      if (!isRight) process.exitCode = 1;
      sights.set(exhibit.name, sight);
    }
  };
  await Promise.all([work(), work()]);
  const seconds = Math.round((performance.now() - started) / 1000);
  const count = (verdict: string): number =>
    [...sights.values()].filter((sight) => sight.verdict === verdict).length;
  const date = new Date().toISOString().slice(0, 10);
  const summary = `${date}, Node ${process.versions.node}, ${cpus().length} cores: ${exhibits.length} faults, ${count('FAIL')} FAIL, ${count('REVIEW')} REVIEW, ${count('PASS')} PASS, in ${seconds} s.`;
  const place = new URL('../../docs/validation.md', import.meta.url);
  const text = readFileSync(place, 'utf8');
  const [begin, end] = tableMarks;
  const [before, after] = [text.split(begin)[0] ?? '', text.split(end)[1] ?? ''];
  writeFileSync(place, `${before}${begin}\n${summary}\n\n${renderTable(sights)}\n${end}${after}`);
}

await writeGallery();
