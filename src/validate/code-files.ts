import type { PackageFiles } from '../scenarios/types.ts';

const javascript = /\.(?:js|mjs|cjs)$/;
const typescript = /\.(?:ts|mts|cts)$/;

export function isJavaScript(path: string): boolean {
  return javascript.test(path);
}

export function isTypeScript(path: string): boolean {
  return typescript.test(path);
}

export function isCode(path: string): boolean {
  return isJavaScript(path) || isTypeScript(path);
}

/** A file of code in any language that packages are written in. */
export function isSource(path: string): boolean {
  return isCode(path) || /\.(?:py|pyi|rs|go)$/.test(path);
}

/** Code that does the package's work: neither tests nor declarations. */
export function selectWorkingCode(files: PackageFiles): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).filter(
      ([path]) =>
        isCode(path) &&
        !/\.d\.[mc]?ts$/.test(path) &&
        !/(?:^|\/)(?:test|tests|__tests__|spec|bench|benchmark|examples?|node_modules)\//.test(path) &&
        !/[._-](?:test|spec|bench)\.[a-z]+$/.test(path) &&
        !/(?:^|\/)(?:test|tests|bench|benchmark|gulpfile|gruntfile|karma\.conf|rollup\.config)\.[a-z]+$/i.test(
          path,
        ),
    ),
  );
}
