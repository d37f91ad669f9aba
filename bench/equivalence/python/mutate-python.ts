import type { Sandbox } from '../../../src/sandbox/index.ts';
import { guestMutator } from './guest-mutator.ts';
import type { PythonSubject } from './load-python-subject.ts';

/** A module with one change, and the same module with a crash in its place. */
export interface PythonMutant {
  readonly path: string;
  readonly line: number;
  readonly operator: string;
  readonly before: string;
  readonly after: string;
  readonly code: string;
  readonly crash: string;
}

/** Nothing of the interface: what is run as a program, tests, and modules that install. */
const aside = /(?:^|\/)(?:__main__|cli|tests?|_?version|__about__|setup|conftest)(?:\.py|\/)/;

/** A sample of the changes in the modules that importing the package loads; the same for the same seed. */
export async function listPythonMutants(
  { files, own }: PythonSubject,
  loaded: ReadonlySet<string>,
  { sandbox, count, seed }: { readonly sandbox: Sandbox; readonly count: number; readonly seed: number },
): Promise<readonly PythonMutant[]> {
  const decoder = new TextDecoder();
  const modules = own
    .filter((path) => loaded.has(path) && !aside.test(path))
    .map((path) => {
      const content = files[path] ?? '';
      return [path, typeof content === 'string' ? content : decoder.decode(content)];
    });
  const result = await sandbox.run({
    command: ['python3', '-I', '-S', '-B', 'mutator.py'],
    toolchain: 'python',
    files: { 'mutator.py': guestMutator },
    standardInput: JSON.stringify({ modules: Object.fromEntries(modules), count, seed }),
    limits: { wallTimeMs: 120_000, cpuSeconds: 110, outputBytes: 64 * 1024 * 1024 },
  });
  if (result.exitCode !== 0) throw new Error(`Cannot plant changes: ${result.standardError.slice(-400)}`);
  return (JSON.parse(result.standardOutput) as { mutants: readonly PythonMutant[] }).mutants;
}

const script = `
import importlib, json, sys
sys.path.insert(0, '/guest/package')
importlib.import_module(sys.argv[1])
files = [getattr(module, '__file__', None) or '' for module in list(sys.modules.values())]
print(json.dumps([file[len('/guest/package/'):] for file in files if file.startswith('/guest/package/')]))
`;

/** Modules of the package and of what it depends on that importing it loads. */
export async function listLoadedModules(
  { files, spec }: PythonSubject,
  sandbox: Sandbox,
): Promise<ReadonlySet<string>> {
  const laid = Object.entries(files).map(([path, content]) => [`package/${path}`, content]);
  const result = await sandbox.run({
    command: ['python3', '-I', '-S', '-B', 'loaded.py', spec.surface.import_name ?? spec.packageName],
    toolchain: 'python',
    files: { 'loaded.py': script, ...Object.fromEntries(laid) },
  });
  if (result.exitCode !== 0) throw new Error(`it does not load: ${result.standardError.trim().slice(-200)}`);
  return new Set(JSON.parse(result.standardOutput.trim().split('\n').at(-1) ?? '[]') as string[]);
}
