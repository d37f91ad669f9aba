import { guestStart } from './guest-start.ts';

/**
 * JavaScript that runs inside the sandbox, for languages whose calls are compiled into one program: runs each call in a
 * process of its own, so that one that hangs, aborts or changes what all share is lost alone. A program is told a token on
 * standard input that no other call knows, and answers `[token, answer]` over a pipe of its own.
 */
export const guestCalls = String.raw`
const fs = require('node:fs');
const path = require('node:path');
const { randomUUID } = require('node:crypto');
const { spawn } = require('node:child_process');

${guestStart}

/** A program that loaded and did nothing answers "loaded" to the index -1. */
async function ask(program, index, limitMs) {
  const token = randomUUID();
  const environment = { HOME: '/tmp', PATH: '/nowhere', LANG: 'C.UTF-8', TZ: 'UTC', GOTRACEBACK: 'single', RUST_BACKTRACE: '0' };
  const ended = await start(program, [], { cwd: '/tmp', input: token + ' ' + index, limitMs, environment, withAnswer: true, keep: 1048576 });
  let told = null;
  try { told = JSON.parse(ended.answer); } catch {}
  const printed = ended.output.slice(0, 20000);
  if (Array.isArray(told) && told[0] === token && Array.isArray(told[1])) return [told[1], printed];
  if (ended.timedOut) return [['timed-out'], printed];
  const last = ended.errors.split('\n').find((line) => /^(?:panic|fatal error|runtime|thread '|fatal runtime error)\b/.test(line)) ?? '';
  const how = ended.signal === null ? 'exit code ' + ended.code : ended.signal;
  return [['ended', 'ended the process (' + how + ')' + (last === '' ? '' : ': ' + last.slice(0, 200))], printed];
}

/** Calls one after the other, two at a time; after too many that hang the rest is given up. */
async function askAll(program, indexes, { limitMs, mostLosses, say }) {
  const queue = [...indexes];
  let losses = 0;
  const work = async () => {
    for (let index = queue.shift(); index !== undefined && losses < mostLosses; index = queue.shift()) {
      const [answer, printed] = await ask(program, index, limitMs);
      if (answer[0] === 'timed-out') losses += 1;
      say(index, answer, printed);
    }
  };
  await Promise.all([work(), work()]);
}
`;
