/**
 * JavaScript that runs inside the sandbox and needs `spawn` of node:child_process in its scope: starts a program in a group of its
 * own, with limits on time and on what is kept of its output, and ends all that it started.
 */
export const guestStart = String.raw`
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
`;
