import { SandboxError } from '../errors.ts';
import { askEngine, type Engine } from './engine.ts';
import { type ContainerTools, listImageFiles } from './host-programs.ts';
import { digestImage, streamImage } from './image.ts';

const importLimitMs = 300_000;

/** Name of an image that holds Node and what Node loads, made from this machine's own files unless it is there already. */
export async function prepareImage(
  engine: Engine,
  tools: ContainerTools,
  signal?: AbortSignal,
): Promise<string> {
  const files = await listImageFiles(tools);
  const name = `phalus-guest:${(await digestImage(files)).slice(0, 32)}`;
  const known = await askEngine(engine, { words: ['image', 'inspect', '--format', '{{.Id}}', name], signal });
  if (known.exitCode === 0) return name;
  const imported = await askEngine(engine, {
    words: ['import', '-', name],
    standardInput: streamImage(files),
    timeoutMs: importLimitMs,
    signal,
  });
  if (imported.exitCode === 0) return name;
  throw new SandboxError(
    'start-failed',
    `Cannot make the image "${name}" with ${engine.kind}: ${imported.standardError.trim().slice(0, 300)}`,
    { hint: 'Run phalus doctor to see what this machine can do' },
  );
}
