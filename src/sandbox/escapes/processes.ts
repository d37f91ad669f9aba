import type { Escape } from './types.ts';

const status = (name: string) =>
  `(new RegExp('^${name}:\\\\s*(\\\\S+)', 'm').exec(fs.readFileSync('/proc/self/status', 'utf8')) || [])[1]`;

export const processEscapes: readonly Escape[] = [
  { name: 'signals another process', code: `process.kill(context.victim, 'SIGCONT'); return true` },
  { name: 'signals phalus', code: 'process.kill(context.parent, 0); return true' },
  { name: 'sees another process', code: `return fs.readdirSync('/proc').includes(String(context.victim))` },
  {
    name: 'reads the command line of another process',
    code: 'return fs.readFileSync("/proc/" + context.victim + "/cmdline", "utf8").includes("victim")',
  },
  {
    name: 'reads the memory map of another process',
    needsRoot: true,
    code: 'return fs.readFileSync("/proc/" + context.victim + "/maps", "utf8").length > 0',
  },
  {
    name: 'opens the memory of another process',
    needsRoot: true,
    code: 'fs.closeSync(fs.openSync("/proc/" + context.victim + "/mem", "r")); return true',
  },
  {
    name: 'lists the descriptors of another process',
    needsRoot: true,
    code: 'return fs.readdirSync("/proc/" + context.victim + "/fd").length > 0',
  },
  {
    name: 'changes how another process is chosen when memory ends',
    code: 'fs.writeFileSync("/proc/" + context.victim + "/oom_score_adj", "1"); return true',
  },
  { name: 'is root', needsRoot: true, code: 'return process.getuid() === 0' },
  {
    name: 'becomes another user',
    needsRoot: true,
    code: `return tools.node(['-e', 'process.setgid(2); process.setuid(2)']).status === 0`,
  },
  {
    name: 'takes groups',
    needsRoot: true,
    code: `return tools.node(['-e', 'process.setgroups([0, 4, 6])']).status === 0`,
  },
  { name: 'keeps capabilities', needsRoot: true, code: `return /[1-9a-f]/.test(${status('CapEff')})` },
  {
    name: 'keeps capabilities for what it starts',
    needsRoot: true,
    code: `return /[1-9a-f]/.test(${status('CapBnd')})`,
  },
  { name: 'may gain rights from a program', code: `return ${status('NoNewPrivs')} === '0'` },
  { name: 'runs without a filter of system calls', code: `return ${status('Seccomp')} === '0'` },
  {
    name: 'goes before others',
    needsRoot: true,
    code: `return tools.node(['-e', 'require("os").setPriority(0, -5)']).status === 0`,
  },
];
