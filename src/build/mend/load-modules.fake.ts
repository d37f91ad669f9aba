import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ModuleProbe {
  readonly format: 'esm' | 'commonjs';
  readonly code: string;
  /** Expressions over `get(name)`, which gives an export. */
  readonly expressions: readonly string[];
}

export interface ModuleAnswer {
  /** Values as JSON would give them back, or the error's text. */
  readonly values: readonly unknown[];
  /** What loading printed. */
  readonly printed: readonly string[];
}

const runner = `
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
const probes = JSON.parse(readFileSync('probes.json', 'utf8'));
const answers = [];
for (const [index, probe] of probes.entries()) {
  const printed = [];
  const { log } = console;
  console.log = (...values) => printed.push(values.join(' '));
  let values;
  try {
    const file = './m' + index + (probe.format === 'esm' ? '.mjs' : '.cjs');
    const module = probe.format === 'esm' ? await import(file) : createRequire(import.meta.url)(file);
    const get = (name) => (probe.format === 'esm' || name !== 'default' ? module[name] : module);
    values = [];
    for (const expression of probe.expressions) {
      values.push(await new Function('get', 'module', 'return ' + expression)(get, module));
    }
  } catch (error) {
    values = ['failed: ' + error];
  }
  console.log = log;
  answers.push({ values, printed });
}
process.stdout.write(JSON.stringify(answers));
`;

/** Loads modules that a test wrote itself with a real Node, all in one process. */
export function loadModules(probes: readonly ModuleProbe[]): ModuleAnswer[] {
  const folder = mkdtempSync(join(tmpdir(), 'phalus-mend-'));
  try {
    writeFileSync(join(folder, 'probes.json'), JSON.stringify(probes));
    writeFileSync(join(folder, 'run.mjs'), runner);
    probes.forEach(({ format, code }, index) => {
      writeFileSync(join(folder, `m${index}.${format === 'esm' ? 'mjs' : 'cjs'}`), code);
    });
    const output = execFileSync(process.execPath, ['run.mjs'], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 20_000,
    });
    return JSON.parse(output) as ModuleAnswer[];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
