import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureSimilarity } from '../../src/validate/similarity/measure-similarity.ts';
import { type DisguisedLanguage, disguise, levels } from './disguise.ts';
import { readPackage } from './fetch.ts';
import type { Files } from './rows.ts';

// How the comparison does on other languages than the one that it was fitted on:
//   npx tsx bench/similarity/languages.ts [second] [python] [go] [rust]
// Pairs of independent packages from languages.json, or those of languages-second.json, which were put down before any of
// them was compared, and disguised copies of each. Nothing is fitted on them.

const leastOperations = 24;
const cache = join(tmpdir(), 'phalus-similarity-languages');
const wanted = process.argv.slice(2).filter((word) => word !== 'second');
const list = process.argv.includes('second') ? 'languages-second.json' : 'languages.json';
const pairs = JSON.parse(readFileSync(new URL(list, import.meta.url), 'utf8')) as Record<
  DisguisedLanguage,
  readonly (readonly [group: string, one: string, other: string])[]
>;
const all = Object.keys(pairs) as DisguisedLanguage[];

for (const language of all) if (wanted.length === 0 || wanted.includes(language)) await judge(language);

async function judge(language: DisguisedLanguage): Promise<void> {
  const sources = new Map<string, Files | null>();
  const source = (name: string): Files | null => {
    const files = sources.has(name) ? (sources.get(name) ?? null) : readPackage(language, name, cache);
    sources.set(name, files);
    return files;
  };
  const scores = new Map<string, number[]>();
  const score = async (level: string, original: Files, own: Files): Promise<number> => {
    const report = await measureSimilarity(original, own);
    if (Math.min(report.original_operations, report.own_operations) < leastOperations) return 0;
    scores.set(level, [...(scores.get(level) ?? []), report.overall_score]);
    return report.overall_score;
  };
  const hosts = new Map<string, string>();
  for (const [, one, other] of pairs[language]) {
    const [first, second] = [source(one), source(other)];
    if (first === null || second === null) {
      console.error(`not fetched, left out: ${one} and ${other}`);
      continue;
    }
    for (const [name, files, rival, rivals] of [
      [one, first, other, second],
      [other, second, one, first],
    ] as const) {
      const found = await score('N', files, rivals);
      if (found > 0.5) console.log(`  ${name} and ${rival}: ${found}`);
      if (!hosts.has(name)) hosts.set(name, rival);
    }
  }
  for (const [name, host] of hosts) {
    for (const level of levels) {
      const [files, rivals] = [source(name) as Files, source(host) as Files];
      const found = await score(
        level,
        files,
        await disguise(language, level, { files, host: rivals, seed: name }),
      );
      if (found <= 0.7 && found > 0) console.log(`  ${level} of ${name}: ${found}`);
    }
  }
  console.log(`${language}: ${hosts.size} packages, ${pairs[language].length} pairs`);
  for (const [level, some] of scores) {
    const share = (least: number): string =>
      `${((100 * some.filter((value) => value > least).length) / some.length).toFixed(1)} %`;
    console.log(
      `  ${level.padEnd(3)} ${String(some.length).padStart(4)}  above 0.7: ${share(0.7)}  above 0.5: ${share(0.5)}`,
    );
  }
}
