import { randomBytes } from 'node:crypto';
import { readNamespaces } from '../observe.ts';
import { askEngine, type Engine } from './engine.ts';

const ownName = /^phalus-(\d{1,20})-(\d{1,10})-[0-9a-f]{16}$/;

/** Says which phalus made a container: its process id, and in which namespace of process ids that number counts. */
export function createContainerName(): string {
  return `phalus-${readNamespaces().pid}-${process.pid}-${randomBytes(8).toString('hex')}`;
}

/** Takes away containers whose phalus was killed: they would run on until their own time is over. */
export async function removeLeftovers(engine: Engine, signal?: AbortSignal): Promise<void> {
  const words = ['ps', '--all', '--filter', 'name=phalus-', '--format', '{{.Names}}'];
  const listed = await askEngine(engine, { words, signal });
  const left = listed.standardOutput.split('\n').filter(isLeftover);
  if (left.length > 0) await askEngine(engine, { words: ['rm', '--force', '--volumes', ...left], signal });
}

/** Whether `name` is of a phalus of this namespace that is no more; another namespace's numbers say nothing here. */
export function isLeftover(name: string): boolean {
  const [, namespace, owner] = ownName.exec(name.trim()) ?? [];
  return owner !== undefined && namespace === readNamespaces().pid && !isAlive(Number(owner));
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
