import type { PackageFiles } from '../../scenarios/types.ts';

const ending = /\.(?:wasm|node|so|dll|dylib|exe|bin|a|o|obj|lib|class|jar|pyc|pyd|whl|zip|tgz|gz|xz|7z)$/i;
/** How programs of machine code and archives begin. */
const beginnings = ['\0asm', '\u007fELF', 'MZ\u0090', 'PK\u0003\u0004', '\u00ca\u00fe\u00ba\u00be'];

/** Files that hold a program, or an archive of files, that no check reads. */
export function findMachineCode(files: PackageFiles): string[] {
  return Object.entries(files)
    .filter(([path, text]) => ending.test(path) || beginnings.some((start) => text.startsWith(start)))
    .map(([path]) => path);
}
