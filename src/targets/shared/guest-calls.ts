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

function start(command, words, { cwd, input = '', limitMs, environment, keep = 262144, withAnswer = false }) {
  return new Promise((resolve) => {
    const stdio = ['pipe', 'pipe', 'pipe', ...(withAnswer ? ['pipe'] : [])];
    const child = spawn(command, words, { cwd, env: environment ?? process.env, stdio, detached: true });
    const texts = ['', '', '', ''];
    let timedOut = false;
    const end = () => { try { process.kill(-child.pid, 'SIGKILL'); } catch {} };
    const timer = setTimeout(() => { timedOut = true; end(); }, limitMs);
    for (const at of [1, 2, ...(withAnswer ? [3] : [])]) {
      child.stdio[at].setEncoding('utf8');
      child.stdio[at].on('data', (data) => { if (texts[at].length < keep) texts[at] += data; });
      child.stdio[at].on('error', () => {});
    }
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    let settled = false;
    const finish = (code, signal) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      end();
      resolve({ code, signal, timedOut, output: texts[1], errors: texts[2], answer: texts[3] });
    };
    child.on('error', (error) => { texts[2] += String(error); finish(-1, null); });
    // What it started itself may hold its pipes open: a moment after its end they are left.
    child.on('exit', (code, signal) => setTimeout(() => finish(code, signal), 300));
    child.on('close', (code, signal) => finish(code, signal));
  });
}

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
