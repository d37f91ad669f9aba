import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Sandbox } from '../../sandbox/types.ts';
import type { PackageFiles } from '../../scenarios/types.ts';
import type { SyntaxProblem } from './problem.ts';

const Problems = z.tuple([
  z.string(),
  z.array(z.strictObject({ path: z.string().max(2_000), message: z.string().max(400) })),
]);

// As node --check does, but for all files in one process: each is compiled and none is run.
const checker = `
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { compileFunction, SourceTextModule } from 'node:vm';
const { nonce, files } = JSON.parse(readFileSync(0, 'utf8'));
const problems = [];
// For modules only the report that Node prints itself names the line.
function findLine(text) {
  if (problems.length > 2) return undefined;
  writeFileSync('/tmp/module.mjs', text);
  const { stderr } = spawnSync(process.execPath, ['--check', '/tmp/module.mjs'], { encoding: 'utf8' });
  return /module\\.mjs:(\\d+)\\n/.exec(stderr ?? '')?.[1];
}
for (const { path, text, isModule } of files) {
  try {
    const code = text.replace(/^#!.*/, '');
    if (isModule) new SourceTextModule(code, { identifier: path });
    else compileFunction(code, ['exports', 'require', 'module', '__filename', '__dirname'], { filename: path });
  } catch (error) {
    const line = isModule ? findLine(text) : /:(\\d+)\\n/.exec(String(error.stack))?.[1];
    problems.push({ path, message: ((line ? 'line ' + line + ': ' : '') + error.message).slice(0, 300) });
  }
}
console.log(JSON.stringify([nonce, problems]));
`;

interface JavaScriptRequest {
  readonly paths: readonly string[];
  readonly files: PackageFiles;
  readonly sandbox: Sandbox;
  readonly signal: AbortSignal | undefined;
}

/** Compiles every file with the Node that runs phalus, in the sandbox. */
export async function findJavaScriptErrors(request: JavaScriptRequest): Promise<SyntaxProblem[]> {
  const nonce = randomUUID();
  const files = request.paths.map((path) => ({
    path,
    text: request.files[path] ?? '',
    isModule: isModule(path, request.files),
  }));
  const result = await request.sandbox.run({
    command: ['node', '--no-warnings', '--experimental-vm-modules', 'checker.mjs'],
    files: { 'checker.mjs': checker },
    standardInput: JSON.stringify({ nonce, files }),
    ...(request.signal && { signal: request.signal }),
  });
  const parsed = Problems.safeParse(parseJson(result.standardOutput));
  if (parsed.success && parsed.data[0] === nonce) return parsed.data[1];
  const why = result.timedOut ? 'it took too long' : result.standardError.trim().slice(0, 200);
  return [{ path: request.paths[0] ?? '', message: `the parser gave no answer: ${why}` }];
}

/** By file name, else by the nearest package.json above it, as Node decides. */
export function isModule(path: string, files: PackageFiles): boolean {
  if (path.endsWith('.mjs')) return true;
  if (path.endsWith('.cjs')) return false;
  const segments = path.split('/');
  for (let depth = segments.length - 1; depth >= 0; depth -= 1) {
    const manifest = files[[...segments.slice(0, depth), 'package.json'].join('/')];
    if (manifest !== undefined)
      return z.object({ type: z.literal('module') }).safeParse(parseJson(manifest)).success;
  }
  return false;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
