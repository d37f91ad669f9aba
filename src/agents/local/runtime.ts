import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ModelError } from '../errors.ts';
import type { LlamaBindings } from './bindings.ts';

export const localRuntimeVersion = '3.22.1';

/** Where `ensureLocalRuntime` puts this version below the runtime directory. */
export function localRuntimeFolder(runtimeDirectory: string): string {
  return join(runtimeDirectory, `node-llama-cpp-${localRuntimeVersion}`);
}

/** The entry file of node-llama-cpp: phalus's own modules first, then the runtime directory; null when absent. */
export function findLocalRuntime(runtimeDirectory: string): string | null {
  const places = [import.meta.url, join(localRuntimeFolder(runtimeDirectory), 'package.json')];
  for (const place of places) {
    try {
      const entry = createRequire(place).resolve('node-llama-cpp');
      if (existsSync(entry)) return entry;
    } catch {
      // Not here: the next place may have it.
    }
  }
  return null;
}

/** Loads the runtime. Throws ModelError `not-installed` when it is not on this machine or does not load. */
export async function importLocalRuntime(runtimeDirectory: string): Promise<LlamaBindings> {
  const entry = findLocalRuntime(runtimeDirectory);
  if (entry === null) {
    throw new ModelError(
      'not-installed',
      `Cannot run the local model: the runtime node-llama-cpp ${localRuntimeVersion} is not in "${runtimeDirectory}"`,
      { hint: 'Run "phalus model pull", which installs it, or configure a hosted provider under llm' },
    );
  }
  try {
    return (await import(pathToFileURL(entry).href)) as LlamaBindings;
  } catch (cause) {
    throw new ModelError('not-installed', `Cannot load the runtime "${entry}": its import failed`, {
      cause,
      hint: 'Remove its folder and run "phalus model pull" to install it again',
    });
  }
}
