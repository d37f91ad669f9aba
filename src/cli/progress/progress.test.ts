import { describe, expect, it } from 'vitest';
import type { JobEvent } from '../../pipeline/types.ts';
import { createFakeContext, createFinished, type FakeOptions } from '../context.fake.ts';
import { createReporter } from '../reporter.ts';
import { renderCount, renderDuration, renderSize } from './format.ts';
import { cutLine } from './lines.ts';
import { createProgress } from './progress.ts';

const usage = { inputTokens: 1500, cachedInputTokens: 0, outputTokens: 20, reasoningTokens: 0 };
const name = 'left-pad';
const events: readonly JobEvent[] = [
  { kind: 'package-started', name },
  { kind: 'phase-started', name, phase: 'analyze' },
  { kind: 'model-progress', name, purpose: 'agent-a/statements', outputTokens: 12, tokensPerSecond: 22.6 },
  { kind: 'model-text', name, purpose: 'agent-a/statements', delta: 'It pads\n\u001b[31m text' },
  { kind: 'note', name, text: 'a note\u001b[2J' },
  { kind: 'model-done', name, purpose: 'agent-a/statements', usage, replayed: false },
  { kind: 'phase-done', name, phase: 'analyze', durationMs: 61_000 },
  { kind: 'package-done', name, success: false, outcome: createFinished(name, 'FAIL') },
  { kind: 'job-done', total: 1, failed: 1 },
];

function play(options: FakeOptions & { quiet?: boolean; verbose?: boolean; color?: boolean }): string {
  const context = createFakeContext([], options);
  const { quiet = false, verbose = false, color = false } = options;
  const progress = createProgress(context, createReporter(context, { json: false, quiet, verbose, color }));
  for (const event of events) progress.onEvent(event);
  progress.stop();
  progress.stop();
  return context.output.stderr;
}

/** What a terminal shows in the end: applies the few codes that the renderer uses. */
function showScreen(text: string): string {
  const lines = [''];
  let row = 0;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes are what is read
  for (const token of text.match(/\u001b\[[0-9?]*[A-Za-z]|\r|\n|[^\u001b\r\n]+/g) ?? []) {
    if (token === '\n') {
      row += 1;
      lines[row] ??= '';
    } else if (token === '\u001b[1A') row -= 1;
    else if (token === '\u001b[2K') lines[row] = '';
    else if (!token.startsWith('\u001b') && token !== '\r') lines[row] += token;
  }
  return lines.join('\n').trimEnd();
}

describe('createProgress()', () => {
  it('writes plain lines when there is no terminal', () => {
    expect(play({})).toBe(
      [
        'left-pad  started',
        'left-pad  a note[2J',
        'left-pad  analyze done in 1m 01s',
        'left-pad  did not pass',
        '',
      ].join('\n'),
    );
  });

  it('adds model calls with --verbose and is silent with --quiet', () => {
    expect(play({ verbose: true })).toContain('agent-a/statements: 1\u202f500 in, 20 out');
    expect(play({ quiet: true })).toBe('');
  });

  it('draws a live line with phase, time, tokens and speed, and leaves only lasting lines', () => {
    const text = play({ isTerminal: true });

    expect(text).toContain('left-pad  analyze  ');
    expect(text).toContain('0 in, 12 out  22.6 tokens/s  agent-a/statements');
    expect(text).toContain('\n  It pads [31m text\n');
    expect(showScreen(text)).toBe(
      'left-pad  a note[2J\nleft-pad  analyze done in 1m 01s\nleft-pad  did not pass',
    );
  });

  it('hides the cursor while it draws and always gives it back', () => {
    const text = play({ isTerminal: true });

    expect(text.startsWith('\u001b[?25l')).toBe(true);
    expect(text.endsWith('\u001b[?25h')).toBe(true);
  });

  it('never writes a live line wider than the terminal', () => {
    const text = play({ isTerminal: true, columns: 20 });

    expect(text).toContain('left-pad  analyze  ');
    expect(text).not.toContain('tokens/s');
  });

  it('colours a terminal unless NO_COLOR is set, and draws nothing on a dumb one', () => {
    const colour = '\u001b[36m';

    expect(play({ isTerminal: true, color: true })).toContain(colour);
    expect(play({ isTerminal: true, color: true, environment: { NO_COLOR: '1' } })).not.toContain(colour);
    expect(play({ color: true })).not.toContain(colour);
    expect(play({ isTerminal: true, color: true, environment: { TERM: 'dumb' } })).not.toContain('\u001b');
  });
});

describe('showStatus()', () => {
  const draw = (isTerminal: boolean) => {
    const context = createFakeContext([], { isTerminal, columns: 40 });
    const reporter = createReporter(context, { json: false, quiet: false, verbose: false, color: false });
    return { context, progress: createProgress(context, reporter) };
  };

  it('draws below the packages, leaves lasting lines whole, and is gone when it is taken away', () => {
    const { context, progress } = draw(true);
    progress.onEvent({ kind: 'package-started', name });
    progress.showStatus('fetching [==   ] 40 %');
    progress.say('a lasting line');
    const during = showScreen(context.output.stderr);
    progress.showStatus(`fetching [====${'='.repeat(40)}] 80 %`);
    const wide = showScreen(context.output.stderr);
    progress.showStatus(null);
    progress.stop();

    expect(during).toMatch(/^a lasting line\nleft-pad {2}waiting {2}.*\nfetching \[== {3}\] 40 %$/);
    expect(Math.max(...wide.split('\n').map((line) => line.length))).toBeLessThan(40);
    expect(showScreen(context.output.stderr)).toBe('a lasting line');
  });

  it('shows nothing where there is no terminal', () => {
    const { context, progress } = draw(false);

    progress.showStatus('fetching');

    expect(context.output.stderr).toBe('');
  });
});

describe('formats', () => {
  it.each([
    [950, '0.9s'],
    [42_000, '42s'],
    [187_000, '3m 07s'],
    [3_720_000, '1h 02m'],
    [-5, '0.0s'],
  ])('renderDuration(%d) is %s', (durationMs, expected) => {
    expect(renderDuration(durationMs)).toBe(expected);
  });

  it.each([
    [0, '0 B'],
    [48_100, '48.1 kB'],
    [1_117_320_768, '1.1 GB'],
  ])('renderSize(%d) is %s', (bytes, expected) => {
    expect(renderSize(bytes)).toBe(expected);
  });

  it('renderCount() groups thousands', () => {
    expect(renderCount(1_234_567)).toBe('1\u202f234\u202f567');
    expect(renderCount(999)).toBe('999');
  });

  it('cutLine() counts no colour codes and leaves them whole', () => {
    expect(cutLine('\u001b[1mabc\u001b[22mdef', 4)).toBe('\u001b[1mabc\u001b[22md');
  });
});
