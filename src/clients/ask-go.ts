import { execFile } from 'node:child_process';

const timeoutMs = 10_000;

/**
 * What the installed Go says that its variables are, its own defaults and the user's `go env -w` included. Null when there
 * is no Go. It is asked from a folder without a project, and may not fetch another version of itself for the answer.
 */
export async function askGoEnvironment(
  names: readonly string[],
  place: {
    readonly environment: Readonly<Record<string, string | undefined>>;
    /** A folder of the user's, such as his home. */
    readonly folder: string;
  },
): Promise<ReadonlyMap<string, string> | null> {
  const env = { ...place.environment, GOTOOLCHAIN: 'local', GOWORK: 'off' };
  const answer = await new Promise<string | null>((resolve) => {
    const options = { cwd: place.folder, env, timeout: timeoutMs, maxBuffer: 1024 * 1024 };
    execFile('go', ['env', '-json', ...names], options, (error, output) =>
      resolve(error === null ? output : null),
    );
  });
  return answer === null ? null : parseAnswer(answer);
}

function parseAnswer(text: string): ReadonlyMap<string, string> | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    return new Map(
      Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return null;
  }
}
