import { isSuccess, type JobEvent } from '../../pipeline/types.ts';
import { type Colors, stripControls } from '../reporter.ts';
import { renderCount, renderDuration } from './format.ts';
import type { PackageProgress } from './state.ts';

/** The live line of a package: name, phase, time, tokens, speed. */
export function renderLiveLine(progress: PackageProgress, nowMs: number, colors: Colors): string {
  const parts = [
    colors.bold(stripControls(progress.name)),
    colors.cyan(progress.phase ?? 'waiting'),
    renderDuration(nowMs - progress.startedMs),
  ];
  const written = progress.outputTokens + (progress.writing?.tokens ?? 0);
  if (progress.inputTokens + written > 0) {
    parts.push(`${renderCount(progress.inputTokens)} in, ${renderCount(written)} out`);
  }
  if (progress.writing !== null) {
    parts.push(`${progress.writing.tokensPerSecond.toFixed(1)} tokens/s`);
    parts.push(colors.dim(stripControls(progress.writing.purpose)));
  }
  return parts.join('  ');
}

/** The end of what a model is writing, as wide as the terminal; null when nothing is being written. */
export function renderTail({ tail }: PackageProgress, columns: number, colors: Colors): string | null {
  const text = stripControls(tail).trim();
  return text === '' ? null : colors.dim(`  ${text.slice(-Math.max(0, columns - 2))}`);
}

/** The lasting line of an event; null for what only the live line shows. */
export function renderEventLine(event: JobEvent, colors: Colors, verbose: boolean): string | null {
  switch (event.kind) {
    case 'package-started':
      return `${colors.bold(stripControls(event.name))}  started`;
    case 'phase-done':
      return `${stripControls(event.name)}  ${colors.cyan(event.phase)} done in ${renderDuration(event.durationMs)}`;
    case 'note':
      return `${stripControls(event.name)}  ${colors.dim(stripControls(event.text).replaceAll('\n', ' '))}`;
    case 'model-done':
      return verbose ? renderModelLine(event, colors) : null;
    case 'package-done':
      return isSuccess(event.outcome)
        ? `${stripControls(event.name)}  ${colors.green('done')}`
        : `${stripControls(event.name)}  ${colors.red('did not pass')}`;
    case 'phase-started':
    // Its note says the same.
    case 'attempt-done':
    case 'model-text':
    case 'model-progress':
    case 'job-done':
      return null;
  }
}

function renderModelLine(event: Extract<JobEvent, { kind: 'model-done' }>, colors: Colors): string {
  const { usage } = event;
  const source = event.replayed ? ', from the journal' : '';
  const tokens = `${renderCount(usage.inputTokens)} in, ${renderCount(usage.outputTokens)} out${source}`;
  return `${stripControls(event.name)}  ${colors.dim(`${stripControls(event.purpose)}: ${tokens}`)}`;
}

/** Cuts to `columns` cells, leaving colour codes whole. Wide characters count as one: names are mostly ASCII. */
export function cutLine(line: string, columns: number): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character starts a colour code
  const tokens = line.match(/\u001b\[[0-9;]{0,10}m|[^\u001b]/gu) ?? [];
  let cells = 0;
  const kept = tokens.filter((token) => token.startsWith('\u001b') || ++cells <= columns);
  return kept.join('');
}
