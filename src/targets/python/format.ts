import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Sandbox } from '../../sandbox/types.ts';
import { parseGuestLines } from '../shared/guest-lines.ts';
import type { FormattedFiles, TargetFiles } from '../types.ts';

const guestFormat = `
import json, os, shutil, subprocess, sys

request = json.loads(sys.stdin.buffer.read())
program = shutil.which('ruff')
if program is None:
    print(json.dumps([request['nonce'], None, {}]))
    sys.exit(0)
version = subprocess.run([program, '--version'], capture_output=True, text=True).stdout.strip()
files = {}
for path, text in request['files'].items():
    done = subprocess.run([program, 'format', '--isolated', '--no-cache', '--stdin-filename', path, '-'],
                          input=text, capture_output=True, text=True)
    files[path] = done.stdout if done.returncode == 0 else text
print(json.dumps([request['nonce'], version, files]))
`;

const Line = z.tuple([z.string(), z.string().nullable(), z.record(z.string(), z.string())]);

/** The modules as ruff writes them, where the user's machine has it; unchanged elsewhere, and the reason says so. */
export async function formatPython(
  files: TargetFiles,
  sandbox: Sandbox,
  signal?: AbortSignal,
): Promise<FormattedFiles> {
  const modules = Object.fromEntries(Object.entries(files).filter(([path]) => path.endsWith('.py')));
  const nonce = randomUUID();
  const result = await sandbox.run({
    command: ['python3', '-I', '-S', '-B', 'format.py'],
    toolchain: 'python',
    files: { 'format.py': guestFormat },
    standardInput: JSON.stringify({ nonce, files: modules }),
    limits: { wallTimeMs: 30_000, outputBytes: 16 * 1024 * 1024 },
    ...(signal && { signal }),
  });
  const [line] = parseGuestLines(result.standardOutput, nonce, Line);
  if (line === undefined || line[1] === null || line[1] === '') {
    const reason = line === undefined ? 'the formatter did not answer' : 'ruff is not installed';
    return { files, formatter: null, reason };
  }
  const changed = Object.keys(modules).map((path) => [path, line[2][path] ?? files[path] ?? '']);
  return { files: { ...files, ...Object.fromEntries(changed) }, formatter: line[1], reason: null };
}
