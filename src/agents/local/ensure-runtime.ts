import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { ModelError } from '../errors.ts';
import { findLocalRuntime, localRuntimeFolder, localRuntimeVersion } from './runtime.ts';

export interface EnsureRuntimeOptions {
  readonly runtimeDirectory: string;
  /** Runs the user's npm in a folder; throws with npm's words when it fails. */
  runNpm(parameters: readonly string[], folder: string, signal?: AbortSignal): Promise<void>;
  /** Told, before anything is fetched, what and how large it is. */
  say(line: string): void;
  readonly signal?: AbortSignal;
}

/** Packages with a build of llama.cpp, by operating system and processor. */
const builds: Readonly<Record<string, string>> = {
  'linux-x64': '@node-llama-cpp/linux-x64',
  'linux-arm64': '@node-llama-cpp/linux-arm64',
  'linux-arm': '@node-llama-cpp/linux-armv7l',
  'darwin-arm64': '@node-llama-cpp/mac-arm64-metal',
  'darwin-x64': '@node-llama-cpp/mac-x64',
  'win32-x64': '@node-llama-cpp/win-x64',
  'win32-arm64': '@node-llama-cpp/win-arm64',
};

/** Vulkan drives NVIDIA's cards as well, at a fraction of the size of the CUDA build. */
const vulkanBuilds: Readonly<Record<string, string>> = {
  'linux-x64': '@node-llama-cpp/linux-x64-vulkan',
  'win32-x64': '@node-llama-cpp/win-x64-vulkan',
};

/**
 * Makes sure that node-llama-cpp is there, installing it with the user's npm when it is not: whole or not at all.
 * Throws ModelError `not-installed` when there is no build for this machine or npm fails.
 */
export async function ensureLocalRuntime(options: EnsureRuntimeOptions): Promise<void> {
  if (findLocalRuntime(options.runtimeDirectory) !== null) return;
  const chosen = chooseBuilds(`${platform()}-${arch()}`, hasGraphicsCard());
  // Measured on Linux x64; the builds of other machines are of the same order.
  const size = chosen.length > 1 ? 'about 85 MB, and the build for the graphics card' : 'about 85 MB';
  options.say(
    `Installing the local model runtime, node-llama-cpp ${localRuntimeVersion} (${size}), into ${options.runtimeDirectory}`,
  );
  await mkdir(options.runtimeDirectory, { recursive: true });
  const folder = await mkdtemp(join(options.runtimeDirectory, 'installing-'));
  try {
    await install(chosen, folder, options);
    await rename(folder, localRuntimeFolder(options.runtimeDirectory));
  } catch (error) {
    // Another process may have been quicker; its copy is as good.
    if (findLocalRuntime(options.runtimeDirectory) === null) throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The packages for a machine, by Node's names of system and processor. */
export function chooseBuilds(machine: string, graphicsCard: boolean): readonly string[] {
  const main = builds[machine];
  if (main === undefined) {
    throw new ModelError(
      'not-installed',
      `Cannot install the local runtime: there is no build for ${machine}`,
      {
        hint: 'Configure a hosted provider under llm',
      },
    );
  }
  const vulkan = graphicsCard ? vulkanBuilds[machine] : undefined;
  return vulkan ? [main, vulkan] : [main];
}

async function install(
  chosen: readonly string[],
  folder: string,
  options: EnsureRuntimeOptions,
): Promise<void> {
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  const parameters = [
    'install',
    // The optional packages are every build for every card, 725 MB; the scripts would compile one.
    '--omit=optional',
    '--ignore-scripts',
    '--no-save',
    '--no-audit',
    '--no-fund',
    `node-llama-cpp@${localRuntimeVersion}`,
    ...chosen.map((build) => `${build}@${localRuntimeVersion}`),
  ];
  try {
    await options.runNpm(parameters, folder, options.signal);
  } catch (cause) {
    options.signal?.throwIfAborted();
    throw new ModelError('not-installed', 'Cannot install the local model runtime: npm failed', {
      cause,
      hint: 'Check the registry of your npm configuration and the network, or configure a hosted provider under llm',
    });
  }
}

/** A card that the operating system shows; whether it is used, the runtime finds out by trying. */
function hasGraphicsCard(): boolean {
  return ['/dev/nvidia0', '/dev/dri/renderD128', 'C:\\Windows\\System32\\vulkan-1.dll'].some((path) =>
    existsSync(path),
  );
}
