import type { JobEvent } from '../../pipeline/types.ts';
import type { CliContext } from '../context.ts';
import type { Reporter } from '../reporter.ts';
import { cutLine, renderEventLine, renderLiveLine, renderTail } from './lines.ts';
import { applyEvent, type ProgressState } from './state.ts';

const redrawMs = 150;
const hideCursor = '\u001b[?25l';
const showCursor = '\u001b[?25h';
const clearLine = '\u001b[2K\r';
const lineUp = '\u001b[1A';

export interface Progress {
  /** Whether lines are drawn over; where not, everything is a lasting line. */
  readonly isLive: boolean;
  onEvent(event: JobEvent): void;
  /** A lasting line above what is live. */
  say(text: string): void;
  /** One more live line, below all others; null takes it away. Shown nowhere but on a terminal. */
  showStatus(text: string | null): void;
  /** Takes the live lines away and gives the cursor back. Harmless when called twice. */
  stop(): void;
}

/** Live lines on a terminal, plain ones elsewhere, nothing with --quiet. All of it on standard error. */
export function createProgress(context: CliContext, reporter: Reporter): Progress {
  if (reporter.quiet) return silent;
  const isLive = context.stderr.isTerminal && context.environment.TERM !== 'dumb';
  return isLive ? createLiveProgress(context, reporter) : createPlainProgress(reporter);
}

const silent: Progress = {
  isLive: false,
  onEvent: () => {},
  say: () => {},
  showStatus: () => {},
  stop: () => {},
};

function createPlainProgress(reporter: Reporter): Progress {
  return {
    isLive: false,
    onEvent: (event) => {
      const line = renderEventLine(event, reporter.colors, reporter.verbose);
      if (line !== null) reporter.say(line);
    },
    say: (text) => reporter.say(text),
    showStatus: () => {},
    stop: () => {},
  };
}

function createLiveProgress(context: CliContext, reporter: Reporter): Progress {
  const { stderr } = context;
  let state: ProgressState = new Map();
  let status: string | null = null;
  let drawn = 0;
  let stopped = false;

  const erase = (): string => `${clearLine}${`${lineUp}${clearLine}`.repeat(drawn)}`;
  const redraw = (above: string): void => {
    if (stopped) return;
    const width = stderr.columns - 1;
    const packages = [...state.values()].flatMap((progress) => {
      const tail = renderTail(progress, width, reporter.colors);
      const line = cutLine(renderLiveLine(progress, context.elapsedMs(), reporter.colors), width);
      return tail === null ? [line] : [line, cutLine(tail, width)];
    });
    const lines = status === null ? packages : [...packages, cutLine(status, width)];
    // One write for all of it: a terminal that paints in between would flicker.
    stderr.write(`${erase()}${above}${lines.map((line) => `${line}\n`).join('')}`);
    drawn = lines.length;
  };
  stderr.write(hideCursor);
  const timer = setInterval(() => redraw(''), redrawMs);
  timer.unref();

  return {
    isLive: true,
    onEvent: (event) => {
      const hadSeen = state;
      state = applyEvent(state, event, context.elapsedMs());
      const line =
        event.kind === 'package-started' ? null : renderEventLine(event, reporter.colors, reporter.verbose);
      if (line !== null) redraw(`${line}\n`);
      else if (hadSeen.size !== state.size) redraw('');
    },
    say: (text) => {
      if (stopped) reporter.say(text);
      else redraw(`${text}\n`);
    },
    showStatus: (text) => {
      status = text;
      redraw('');
    },
    stop: () => {
      if (stopped) return;
      stopped = true;
      clearInterval(timer);
      stderr.write(`${erase()}${showCursor}`);
    },
  };
}
