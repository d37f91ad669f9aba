import type { PullProgress } from '../../agents/index.ts';
import type { CliContext } from '../context.ts';
import { renderDuration, renderSize } from '../progress/format.ts';
import { cutLine } from '../progress/lines.ts';
import type { Reporter } from '../reporter.ts';

export interface DownloadBar {
  onProgress(progress: PullProgress): void;
  stop(): void;
}

const barCells = 24;
const redrawMs = 100;

/** A bar on a terminal, a line for each tenth elsewhere, nothing with --quiet. */
export function createDownloadBar(context: CliContext, reporter: Reporter): DownloadBar {
  if (reporter.quiet) return { onProgress: () => {}, stop: () => {} };
  return context.stderr.isTerminal ? createLiveBar(context) : createPlainBar(reporter);
}

function createLiveBar(context: CliContext): DownloadBar {
  const { stderr } = context;
  let first: { readonly bytes: number; readonly ms: number } | null = null;
  let drawnMs = Number.NEGATIVE_INFINITY;
  return {
    onProgress: (progress) => {
      const nowMs = context.elapsedMs();
      // What an earlier call left on disk was not fetched now and says nothing about the speed.
      first ??= { bytes: progress.doneBytes, ms: nowMs };
      if (nowMs - drawnMs < redrawMs && progress.doneBytes !== progress.totalBytes) return;
      drawnMs = nowMs;
      const speed = (progress.doneBytes - first.bytes) / Math.max(0.001, (nowMs - first.ms) / 1000);
      stderr.write(`\r\u001b[2K${cutLine(renderBar(progress, speed), stderr.columns - 1)}`);
    },
    stop: () => {
      if (first !== null) stderr.write('\r\u001b[2K');
    },
  };
}

/** `fetching [=====     ] 45 %  512.0 MB of 1.1 GB  11.9 MB/s  51s left` */
export function renderBar({ phase, doneBytes, totalBytes }: PullProgress, bytesPerSecond: number): string {
  const speed = bytesPerSecond > 0 ? `  ${renderSize(Math.round(bytesPerSecond))}/s` : '';
  if (totalBytes === null || totalBytes <= 0) return `${phase}  ${renderSize(doneBytes)}${speed}`;
  const share = Math.min(1, doneBytes / totalBytes);
  const bar = '='.repeat(Math.floor(share * barCells)).padEnd(barCells);
  const leftMs = ((totalBytes - doneBytes) / bytesPerSecond) * 1000;
  const left = bytesPerSecond > 0 && doneBytes < totalBytes ? `  ${renderDuration(leftMs)} left` : '';
  const size = `${renderSize(doneBytes)} of ${renderSize(totalBytes)}`;
  return `${phase} [${bar}] ${Math.floor(share * 100)} %  ${size}${speed}${left}`;
}

function createPlainBar(reporter: Reporter): DownloadBar {
  let told = -1;
  return {
    onProgress: ({ phase, doneBytes, totalBytes }) => {
      if (phase !== 'fetching' || totalBytes === null) return;
      const tenth = Math.floor((doneBytes / totalBytes) * 10);
      if (tenth <= told) return;
      told = tenth;
      reporter.say(`  ${tenth * 10} % of ${renderSize(totalBytes)}`);
    },
    stop: () => {},
  };
}
