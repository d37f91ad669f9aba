import type { GuestFiles } from '../../../../scenarios/types.ts';

const mostSource = 400_000;
const mostFiles = 50;

/** Code of the result; never of the original. */
export function readSources(files: GuestFiles, path: RegExp): readonly string[] {
  const decoder = new TextDecoder();
  return Object.entries(files)
    .filter(([name, content]) => path.test(name) && content.length <= mostSource)
    .slice(0, mostFiles)
    .map(([, content]) => (typeof content === 'string' ? content : decoder.decode(content)));
}
