import type { TargetFiles } from '../../types.ts';

/** The oldest Go that delivered packages ask for: code of today's models uses what came with it. */
export const languageVersion = '1.22';

export function renderModuleFile(modulePath: string): string {
  return `module ${modulePath}\n\ngo ${languageVersion}\n`;
}

/** The module's path as the package's own go.mod has it. */
export function readModulePath(files: TargetFiles): string {
  const path = /^module[ \t]+"?([^\s"]{1,300})"?[ \t]*$/m.exec(files['go.mod'] ?? '')?.[1];
  return path ?? 'example.com/library';
}

/** A version that fits a module's path: from the second major version on, the path names it. */
export function versionFor(modulePath: string): string {
  const major = /(?:\/|\.)v(\d{1,5})$/.exec(modulePath)?.[1];
  return major === undefined ? 'v0.0.0' : `v${major}.0.0`;
}
