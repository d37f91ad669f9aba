import { isWhole, type Summary, summarise } from './summarise.ts';
import type { RebuildRow } from './types.ts';

/** The aims of the development set, which the table shows beside what was reached. */
const aims = {
  meanDocumented: 0.75,
  wholePackages: 18,
  passRight: 0.95,
  medianSeconds: 240,
  mostSeconds: 480,
};

/** One run as Markdown: what was reached beside the aims, then a line for each package. */
export function renderReport(rows: readonly RebuildRow[]): string {
  const [first] = rows;
  if (first === undefined) return 'Nothing was measured.\n';
  return [renderOrigin(rows, first), '', renderSummary(summarise(rows)), '', renderPackages(rows), ''].join(
    '\n',
  );
}

function renderOrigin(rows: readonly RebuildRow[], { machine, model }: RebuildRow): string {
  const dates = rows.map(({ date }) => date.slice(0, 10)).toSorted();
  const loads = rows.map((row) => row.machine.loadAverage);
  const period = dates[0] === dates.at(-1) ? dates[0] : `${dates[0]} to ${dates.at(-1)}`;
  return (
    `${model}, ${period}, commit ${machine.commit?.slice(0, 10) ?? 'unknown'}, ${machine.cpuCount} cores ` +
    `(${machine.cpuModel}), Node ${machine.node}, load before each package ${Math.min(...loads)} to ${Math.max(...loads)}.`
  );
}

function renderSummary(summary: Summary): string {
  const { passed, failedWrongly, inReview, seconds } = summary;
  return [
    '| | reached | aim |',
    '|---|---|---|',
    `| documented vectors right, mean over packages | ${percent(summary.meanDocumented)} | ${percent(aims.meanDocumented)} |`,
    `| packages with all of them right | ${summary.wholePackages} of ${summary.packages} | ${aims.wholePackages} of 35 |`,
    `| PASS, and all of them right | ${passed.right} of ${passed.of} | ${percent(aims.passRight)} |`,
    `| FAIL, although all of them are right | ${failedWrongly.wrong} of ${failedWrongly.of} | |`,
    `| REVIEW, and all of them right | ${inReview.right} of ${inReview.of} | |`,
    `| stopped without a package | ${summary.stopped} | |`,
    `| seconds a package, median | ${whole(seconds.median)} | ${aims.medianSeconds} |`,
    `| seconds a package, most | ${whole(seconds.most)} | ${aims.mostSeconds} |`,
    `| tokens read and written | ${summary.inputTokens} and ${summary.outputTokens} | |`,
  ].join('\n');
}

function renderPackages(rows: readonly RebuildRow[]): string {
  return [
    '| package | tier | documented | all | verdict | attempts | tokens in (cached), out | seconds |',
    '|---|---|---|---|---|---|---|---|',
    ...rows.map(
      (row) =>
        `| ${row.package} | ${row.tier} | ${row.documented.right}/${row.documented.total}${isWhole(row) ? ' ●' : ''} ` +
        `| ${row.all.right}/${row.all.total} | ${row.verdict} | ${row.attempts ?? '–'} ` +
        `| ${row.inputTokens} (${row.cachedInputTokens}), ${row.outputTokens} | ${Math.round(row.seconds)} |`,
    ),
  ].join('\n');
}

function percent(share: number | null): string {
  return share === null ? '–' : `${Math.round(share * 100)} %`;
}

function whole(value: number | null): string {
  return value === null ? '–' : String(Math.round(value));
}
