import { askEngine, type Engine } from './engine.ts';

const ownName = /^phalus-(\d{1,10})-[0-9a-f]{16}$/;

/** Takes away containers that ended after their phalus had died; those that run end by themselves. */
export async function removeLeftovers(engine: Engine, signal?: AbortSignal): Promise<void> {
  const listed = await askEngine(engine, {
    words: ['ps', '--all', '--filter', 'name=phalus-', '--filter', 'status=exited', '--format', '{{.Names}}'],
    signal,
  });
  const left = listed.standardOutput.split('\n').filter((name) => {
    const owner = ownName.exec(name.trim())?.[1];
    return owner !== undefined && !isAlive(Number(owner));
  });
  if (left.length > 0) await askEngine(engine, { words: ['rm', '--force', ...left], signal });
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
