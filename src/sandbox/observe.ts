import { readlinkSync } from 'node:fs';
import { z } from 'zod';

/** What bubblewrap writes to its status descriptor, one JSON object a line. */
const StatusLine = z.looseObject({ 'exit-code': z.number().optional(), 'child-pid': z.number().optional() });

const namespaces = ['net', 'pid', 'mnt', 'ipc', 'uts', 'cgroup'] as const;
export type NamespaceIds = Readonly<Record<string, string>>;

export interface ObservedStatus {
  readonly exitCode: number | null;
  /** Process id, as the host sees it, of the guest's first process. */
  readonly firstProcess: number | null;
  readonly namespaces: NamespaceIds;
}

/** Parses the status lines; a line that is no JSON is an answer of a bubblewrap that failed, and says nothing. */
export function parseStatus(text: string): ObservedStatus {
  let exitCode: number | null = null;
  let firstProcess: number | null = null;
  const ids: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const parsed = parseLine(line);
    if (parsed === null) continue;
    exitCode = parsed['exit-code'] ?? exitCode;
    firstProcess = parsed['child-pid'] ?? firstProcess;
    for (const name of namespaces) {
      const id = parsed[`${name}-namespace`];
      if (typeof id === 'number') ids[name] = String(id);
    }
  }
  return { exitCode, firstProcess, namespaces: ids };
}

function parseLine(line: string) {
  try {
    return StatusLine.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

/** One entry a namespace: `separate (4026532182, host 4026531833)`, or the plain truth that it is shared. */
export function describeNamespaces(guest: NamespaceIds, host: NamespaceIds): Record<string, string> {
  return Object.fromEntries(
    namespaces.map((name) => {
      const ours = host[name] ?? 'unknown';
      const theirs = guest[name];
      if (theirs === undefined) return [`${name}_namespace`, 'not observed'];
      const relation = theirs === ours ? 'shared with the host' : 'separate';
      return [`${name}_namespace`, `${relation} (${theirs}, host ${ours})`];
    }),
  );
}

/** The namespaces that phalus itself is in. */
export function readNamespaces(): NamespaceIds {
  return Object.fromEntries(
    [...namespaces, 'user'].map((name) => [
      name,
      /\d+/.exec(readlinkSync(`/proc/self/ns/${name}`))?.[0] ?? 'unknown',
    ]),
  );
}
