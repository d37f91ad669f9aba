import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { totalMemoryBytes, totalProcesses } from '../limits.ts';
import type { SandboxDenial, SandboxLimits, SandboxResources } from '../types.ts';
import { type GroupFiles, versionOne, versionTwo } from './files.ts';

export interface GroupLimits {
  readonly memoryBytes: number;
  readonly processes: number;
}

/** What all processes of a run may use together. */
export function describeTotal(limits: SandboxLimits): GroupLimits {
  return { memoryBytes: totalMemoryBytes(limits), processes: totalProcesses(limits) };
}

/** One run's own control group: limits on all its processes together, and what they used. */
export interface ControlGroup {
  /** As engines want their parent named. */
  readonly name: string;
  /** A process that writes 0 into each of these is in the group with all that it starts. */
  readonly entrances: readonly string[];
  readResources(): SandboxResources;
  readDenied(): SandboxDenial[];
  /** Waits until the last process has gone, which the kernel tells by letting the group go; up to two seconds. */
  remove(): Promise<void>;
}

export interface ControlGroups {
  readonly version: 1 | 2;
  create(limits: GroupLimits): ControlGroup;
}

const mountPoint = '/sys/fs/cgroup';

/** Control groups that this user may make, tried out, or null. Root may, as a rule; others may not. */
export function findControlGroups(root: string = mountPoint): ControlGroups | null {
  const version = existsSync(path.join(root, 'cgroup.controllers')) ? 2 : 1;
  const files = version === 2 ? versionTwo : versionOne;
  const groups: ControlGroups = { version, create: (limits) => createGroup(root, files, limits) };
  try {
    if (version === 2 && !hasControllers(root)) return null;
    removeLeftovers(root);
    const tried = groups.create({ memoryBytes: 64 * 1024 * 1024, processes: 16 });
    for (const hierarchy of files.hierarchies) rmdirSync(path.join(root, hierarchy, tried.name));
    return groups;
  } catch {
    return null;
  }
}

function hasControllers(root: string): boolean {
  const given = readFileSync(path.join(root, 'cgroup.subtree_control'), 'utf8').trim().split(' ');
  return given.includes('memory') && given.includes('pids');
}

function createGroup(root: string, files: GroupFiles, limits: GroupLimits): ControlGroup {
  const name = `/phalus-${process.pid}-${randomBytes(6).toString('hex')}`;
  const inside = (file: string) => path.join(root, path.dirname(file), name, path.basename(file));
  const folders = files.hierarchies.map((hierarchy) => path.join(root, hierarchy, name));
  for (const folder of folders) mkdirSync(folder);
  try {
    const [memory, withSwap] = files.memoryLimits;
    writeFileSync(inside(memory as string), String(Math.ceil(limits.memoryBytes)));
    if (withSwap !== undefined) writeWhereThere(inside(withSwap), String(Math.ceil(limits.memoryBytes)));
    writeFileSync(inside(files.processLimit), String(Math.ceil(limits.processes)));
  } catch (cause) {
    for (const folder of folders) rmdirSync(folder);
    throw cause;
  }
  return {
    name,
    entrances: folders.map((folder) => path.join(folder, 'cgroup.procs')),
    readResources: () => ({
      cpuSeconds: files.parseCpuSeconds(read(inside(files.cpu))),
      peakMemoryBytes: toCount(/^(\d+)/.exec(read(inside(files.peakMemory)))),
    }),
    readDenied: () => listDenied(read(inside(files.memoryEvents)), read(inside(files.processEvents)), limits),
    remove: () => removeGroup(root, name),
  };
}

/** Groups whose phalus was killed, in the hierarchies too where an engine made them; one with processes stays. */
function removeLeftovers(root: string): void {
  for (const hierarchy of ['.', ...readdirSync(root)]) {
    for (const name of listFolder(path.join(root, hierarchy))) {
      const owner = /^phalus-(\d{1,10})-[0-9a-f]{12}$/.exec(name)?.[1];
      if (owner !== undefined && !existsSync(`/proc/${owner}`)) tryRemove(path.join(root, hierarchy, name));
    }
  }
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

// Swap is counted only on kernels that were built and started for it.
function writeWhereThere(file: string, text: string): void {
  if (existsSync(file)) writeFileSync(file, text);
}

function listDenied(memoryEvents: string, processEvents: string, limits: GroupLimits): SandboxDenial[] {
  const kills = toCount(/^oom_kill (\d+)/m.exec(memoryEvents)) ?? 0;
  const refusals = toCount(/^max (\d+)/m.exec(processEvents)) ?? 0;
  return [
    ...(kills === 0
      ? []
      : [
          {
            kind: 'memory',
            detail: `${kills} ended by the kernel at ${limits.memoryBytes} bytes together`,
          } as const,
        ]),
    ...(refusals === 0
      ? []
      : [{ kind: 'processes', detail: `${refusals} refused at ${limits.processes} together` } as const]),
  ];
}

// An engine makes the group in hierarchies of its own too: every folder of that name goes.
async function removeGroup(root: string, name: string): Promise<void> {
  const hierarchies = ['.', ...readdirSync(root)].map((hierarchy) => path.join(root, hierarchy, name));
  for (let turn = 0; turn < 400; turn += 1) {
    const left = hierarchies.filter((folder) => existsSync(folder)).filter((folder) => !tryRemove(folder));
    if (left.length === 0) return;
    await wait(5);
  }
}

function tryRemove(folder: string): boolean {
  try {
    // An engine leaves groups of its own helpers inside.
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) tryRemove(path.join(folder, entry.name));
    }
    rmdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function toCount(match: RegExpExecArray | null): number | null {
  return match === null ? null : Number(match[1]);
}
