import type { SandboxLimits } from '../types.ts';
import { renderProgram } from './elf.ts';
import type { Escape } from './types.ts';

/** Small, so that a bare process shows the harm with little of it. */
export const tightLimits: Partial<SandboxLimits> = {
  openFiles: 128,
  fileSizeBytes: 8e6,
  processes: 40,
  memoryBytes: 256e6,
  cpuSeconds: 1,
  wallTimeMs: 25_000,
};

const fills = (folder: string) =>
  `const part = Buffer.alloc(6e6, 1); const files = []; let total = 0;
   try { for (let i = 0; i < 24; i++) { const file = ${folder} + '/' + tools.word(); files.push(file); fs.writeFileSync(file, part); total += part.length; } } catch {}
   for (const file of files) fs.rmSync(file, { force: true });
   return total > 140e6;`;

const pause = renderProgram({ number: 34 }).toString('base64');
const holds = (code: string) => JSON.stringify(`${code}; console.log('held'); setTimeout(() => {}, 3000)`);
const heldBy = (code: string) =>
  `return tools.node(['--max-old-space-size=4000', '-e', ${JSON.stringify(`${code}; console.log('held')`)}]).stdout.includes('held')`;

/** Their harm is to use up what others need. Each runs beside the others in one guest with tight limits. */
export const resourceEscapes: readonly Escape[] = [
  {
    name: 'opens more files than allowed',
    code: `const open = []; try { for (let i = 0; i < 400; i++) open.push(fs.openSync('/proc/self/status', 'r')); } catch {} for (const one of open) fs.closeSync(one); return open.length === 400`,
  },
  {
    name: 'writes a file that is too big',
    code: `process.on('SIGXFSZ', () => {}); const file = tools.fresh(); try { fs.writeFileSync(file, Buffer.alloc(12e6)); return true } finally { fs.rmSync(file, { force: true }) }`,
  },
  { name: 'fills its temporary folder', code: fills('context.scratch') },
  { name: 'fills its work folder', code: fills('context.work') },
  { name: 'fills shared memory', needsRoot: true, code: fills(`'/dev/shm'`) },
  { name: 'fills the folder of devices', needsRoot: true, code: fills(`'/dev'`) },
  {
    name: 'starts more processes than allowed',
    code: `const file = tools.fresh(); fs.writeFileSync(file, Buffer.from('${pause}', 'base64')); fs.chmodSync(file, 0o755);
      const running = []; for (let i = 0; i < 80; i++) { try { const one = cp.spawn(file, { stdio: 'ignore' }); one.on('error', () => {}); if (one.pid) running.push(one); } catch {} }
      for (const one of running) one.kill('SIGKILL');
      return running.length === 80`,
  },
  {
    name: 'starts more threads than allowed',
    code: `return tools.node(['-e', 'const { Worker } = require("worker_threads"); let up = 0; for (let i = 0; i < 50; i++) new Worker("setTimeout(() => {}, 4000)", { eval: true }).on("error", () => process.exit(1)).on("online", () => { if (++up === 50) { console.log("all"); process.exit() } })']).stdout.includes('all')`,
  },
  {
    name: 'takes more memory than allowed in buffers',
    code: heldBy('const a = []; for (let i = 0; i < 40; i++) a.push(Buffer.alloc(1e7, 1))'),
  },
  {
    name: 'takes more memory than allowed in its heap',
    code: heldBy('const a = []; for (let i = 0; i < 400; i++) a.push(new Array(125000).fill(1.5))'),
  },
  {
    name: 'takes more memory than allowed in many processes',
    needsTotals: true,
    code: `const held = await Promise.all(Array.from({ length: 6 }, () => new Promise((resolve) => {
        const one = cp.spawn(process.execPath, ['-e', ${holds('const a = []; for (let i = 0; i < 12; i++) a.push(Buffer.alloc(1e7, 1))')}], { stdio: ['ignore', 'pipe', 'ignore'] });
        one.stdout.on('data', () => resolve(true)); one.on('error', () => resolve(false)); one.on('exit', () => resolve(false)); })));
      return held.every(Boolean)`,
  },
  {
    name: 'goes on after its processor time is over',
    code: `return tools.node(['-e', 'process.on("SIGXCPU", () => {}); const used = () => { const { user, system } = process.cpuUsage(); return user + system }; while (used() < 1.6e6); console.log("went on")']).stdout.includes('went on')`,
  },
];
