import { spawnSync } from 'node:child_process';
import type { Hiding } from './types.ts';

/** A command line that begins a program in a world where one folder is empty. */
export interface Hidden {
  readonly kind: Hiding;
  readonly prefix: readonly string[];
}

const coverAndStart = 'mount -t tmpfs none "$1" && shift && exec "$@"';

/**
 * How to start phalus so that it cannot see `folder`, whatever it tries: an empty file system is mounted over it in a
 * mount namespace of its own. Root does so directly, others in a user namespace. Where neither is allowed the prefix is
 * empty and the kind says so.
 */
export function hideFolder(folder: string): Hidden {
  const ways = [
    ['unshare', '--mount', '--propagation', 'private'],
    ['unshare', '--map-root-user', '--mount', '--propagation', 'private'],
  ];
  for (const way of ways) {
    const prefix = [...way, 'sh', '-c', coverAndStart, 'sh', folder];
    const [program = '', ...words] = [...prefix, 'ls', '-A', folder];
    const tried = spawnSync(program, words, { encoding: 'utf8', timeout: 10_000 });
    if (tried.status === 0 && tried.stdout === '') return { kind: 'mount-namespace', prefix };
  }
  return { kind: 'not-hidden', prefix: [] };
}
