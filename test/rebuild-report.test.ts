import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { appendRow, readRows } from '../bench/harness/row-file.ts';
import { chooseSubjects, readSet } from '../bench/rebuild/read-set.ts';
import { renderPlot } from '../bench/rebuild/render-plot.ts';
import { renderReport } from '../bench/rebuild/render-report.ts';
import { summarise } from '../bench/rebuild/summarise.ts';
import type { RebuildRow } from '../bench/rebuild/types.ts';

const folder = mkdtempSync(join(tmpdir(), 'phalus-rebuild-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const machine = {
  commit: '0123456789abcdef',
  node: 'v20.20.0',
  platform: 'linux-x64',
  cpuCount: 2,
  cpuModel: 'a processor',
  memoryBytes: 1,
  loadAverage: 0.1,
};

function row(name: string, right: number, verdict: RebuildRow['verdict'], seconds = 60): RebuildRow {
  return {
    schema: 'phalus/rebuild/1',
    date: '2026-11-24T10:00:00.000Z',
    machine,
    model: 'local/small',
    package: `${name}@1.0.0`,
    tier: 1,
    verdict,
    reasons: [],
    checks: {},
    documented: { right, total: 10 },
    all: { right, total: 20 },
    missed: [],
    inputTokens: 100,
    cachedInputTokens: 50,
    outputTokens: 10,
    calls: 2,
    attempts: 1,
    seconds,
    vectors: 'mount-namespace',
  };
}

const rows = [
  row('a', 10, 'PASS', 30),
  row('b', 9, 'PASS', 50),
  row('c', 10, 'FAIL', 90),
  row('d', 0, 'STOPPED', 400),
];

describe('summarise', () => {
  it('counts the verdict against the truth, and packages as equals whatever their number of vectors', () => {
    expect(summarise(rows)).toMatchObject({
      packages: 4,
      meanDocumented: (1 + 0.9 + 1 + 0) / 4,
      wholePackages: 2,
      passed: { right: 1, of: 2 },
      failedWrongly: { wrong: 1, of: 1 },
      inReview: { right: 0, of: 0 },
      stopped: 1,
      seconds: { median: 70, most: 400 },
      inputTokens: 400,
    });
  });

  it('knows no share of nothing', () => {
    expect(summarise([])).toMatchObject({ meanDocumented: null, seconds: { median: null, most: null } });
  });
});

describe('renderReport', () => {
  it('shows what was reached beside the aims, and where it was measured', () => {
    const report = renderReport(rows);

    expect(report).toContain('local/small, 2026-11-24, commit 0123456789, 2 cores (a processor)');
    expect(report).toContain('| documented vectors right, mean over packages | 73 % | 75 % |');
    expect(report).toContain('| a@1.0.0 | 1 | 10/10 ● | 10/20 | PASS | 1 | 100 (50), 10 | 30 |');
  });
});

describe('renderPlot', () => {
  it('draws a bar a package as long as its share, and takes names for text', () => {
    const plot = renderPlot([row('<script>', 5, 'REVIEW')]);

    expect(plot).toContain('width="180.0" height="12" fill="#b7791f"');
    expect(plot).toContain('&lt;script>@1.0.0');
    expect(plot).not.toContain('<script>');
  });
});

describe('readSet', () => {
  writeFileSync(join(folder, 'dev.txt'), 'left@1.0.0 tier1 MIT 3 2\n@scope/right@2.0.0 tier3 ISC 3 2\n');

  it('reads names with a scope too', () => {
    expect(readSet(folder)).toEqual([
      { name: 'left', version: '1.0.0', tier: 1, vectorsPath: join(folder, 'dev', 'left.json') },
      {
        name: '@scope/right',
        version: '2.0.0',
        tier: 3,
        vectorsPath: join(folder, 'dev', '@scope__right.json'),
      },
    ]);
  });

  it('refuses a list of another form, and a name that is not in it', () => {
    writeFileSync(join(folder, 'odd.txt'), 'left 1.0.0\n');

    expect(() => readSet(folder, 'odd')).toThrow('expected "name@version tierN …", found "left 1.0.0"');
    expect(() => chooseSubjects(readSet(folder), ['middle'])).toThrow('the set has no such package');
  });
});

describe('readRows', () => {
  it('gives what was appended, without a last line that was broken off', () => {
    const path = join(folder, 'results', 'rows.jsonl');
    appendRow(path, row('a', 1, 'FAIL'));
    appendFileSync(path, '{"schema":"phalus/reb');

    expect(readRows(path)).toEqual([row('a', 1, 'FAIL')]);
    appendRow(path, row('b', 2, 'PASS'));
    expect(readRows(path)).toEqual([row('a', 1, 'FAIL'), row('b', 2, 'PASS')]);
  });
});
