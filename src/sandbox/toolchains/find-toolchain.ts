import { renderError } from '../../core/index.ts';
import { findGo } from './go.ts';
import { findPython } from './python.ts';
import { findRust } from './rust.ts';
import type { ToolchainName, ToolchainOptions, ToolchainProbe } from './types.ts';

const finders = { python: findPython, rust: findRust, go: findGo };

/** Looks for a tool chain of this machine and asks it for its version and home. Throws only when the signal aborts. */
export async function findToolchain(
  name: ToolchainName,
  options: ToolchainOptions = {},
): Promise<ToolchainProbe> {
  try {
    return await finders[name](options);
  } catch (error) {
    options.signal?.throwIfAborted();
    return {
      kind: 'unavailable',
      reason: `the tool chain of ${name} does not answer: ${renderError(error)}`,
      remedy: `mend the installation of ${name}, or choose another --target-lang`,
    };
  }
}

/** Tool chains looked up once, each when it is first asked for. */
export function createToolchainFinder(
  options: ToolchainOptions,
): (name: ToolchainName) => Promise<ToolchainProbe> {
  const found = new Map<ToolchainName, Promise<ToolchainProbe>>();
  return (name) => {
    const known = found.get(name);
    if (known !== undefined) return known;
    const probe = findToolchain(name, options);
    found.set(name, probe);
    return probe;
  };
}
