import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const timeoutMs = 20_000;
/** A proxy that nobody runs: what Cargo asks for does not leave this machine. */
const noProxy = 'http://127.0.0.1:9';

/**
 * The address of the index that the installed Cargo uses when nothing configures one. Cargo has no command that tells it,
 * but names it when it cannot reach it; so it is asked in an empty home, with a proxy that is not there. Null when there
 * is no Cargo, or one of before the sparse protocol.
 */
export async function askCargoIndex(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), 'phalus-cargo-'));
  try {
    await mkdir(join(folder, 'src'));
    await writeFile(join(folder, 'src', 'lib.rs'), '');
    await writeFile(
      join(folder, 'Cargo.toml'),
      '[package]\nname = "question"\nversion = "0.0.0"\n[dependencies]\nlibc = "0.2"\n[workspace]\n',
    );
    const settings = { CARGO_HOME: join(folder, 'home'), CARGO_HTTP_PROXY: noProxy, CARGO_NET_RETRY: '0' };
    const words = await run(folder, { ...environment, ...settings, CARGO_NET_OFFLINE: 'false' });
    return /`(https?:\/\/[^\s`]+\/)config\.json`/.exec(words)?.[1] ?? null;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function run(folder: string, environment: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve) => {
    const options = { cwd: folder, env: environment, timeout: timeoutMs, maxBuffer: 1024 * 1024 };
    execFile('cargo', ['fetch'], options, (_, output, errorOutput) => resolve(`${errorOutput}\n${output}`));
  });
}
