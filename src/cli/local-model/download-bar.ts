import type { PullProgress } from '../../agents/index.ts';
import type { CliContext } from '../context.ts';
import { renderDuration, renderSize } from '../progress/format.ts';
import type { Progress } from '../progress/progress.ts';

export interface DownloadBar {
  onProgress(progress: PullProgress): void;
  stop(): void;
}

const barCells = 24;
const redrawMs = 100;

/** A bar below what else is live on a terminal, a line for each tenth elsewhere, nothing with --quiet. */
export function createDownloadBar(context: CliContext, progress: Progress): DownloadBar {
  return progress.isLive ? createLiveBar(context, progress) : createPlainBar(progress);
}

function createLiveBar(context: CliContext, progress: Progress): DownloadBar {
  let first: { readonly bytes: number; readonly ms: number } | null = null;
  let drawnMs = Number.NEGATIVE_INFINITY;
  return {
    onProgress: (pulled) => {
      const nowMs = context.elapsedMs();
      // What an earlier call left on disk was not fetched now and says nothing about the speed.
      first ??= { bytes: pulled.doneBytes, ms: nowMs };
      if (nowMs - drawnMs < redrawMs && pulled.doneBytes !== pulled.totalBytes) return;
      drawnMs = nowMs;
      const speed = (pulled.doneBytes - first.bytes) / Math.max(0.001, (nowMs - first.ms) / 1000);
      progress.showStatus(renderBar(pulled, speed));
    },
    stop: () => progress.showStatus(null),
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

function createPlainBar(progress: Progress): DownloadBar {
  let told = -1;
  return {
    onProgress: ({ phase, doneBytes, totalBytes }) => {
      if (phase !== 'fetching' || totalBytes === null) return;
      const tenth = Math.floor((doneBytes / totalBytes) * 10);
      if (tenth <= told) return;
      told = tenth;
      progress.say(`  ${tenth * 10} % of ${renderSize(totalBytes)}`);
    },
    stop: () => {},
  };
}
