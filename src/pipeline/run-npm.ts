import { execFile } from 'node:child_process';

const timeoutMs = 20_000;

/** Standard output of the installed npm; rejects when there is none or it fails. */
export function runNpm(parameters: readonly string[]): Promise<string> {
  const program = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  return new Promise((resolve, reject) => {
    execFile(program, [...parameters], { timeout: timeoutMs }, (error, output) => {
      if (error === null) resolve(output);
      else reject(error);
    });
  });
}
