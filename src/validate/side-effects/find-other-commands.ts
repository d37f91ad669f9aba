import { z } from 'zod';
import type { PackageFiles } from '../../scenarios/types.ts';

const Scripts = z.object({ scripts: z.record(z.string(), z.string()) });
const around =
  /^(?:pre|post)(?:test|build|pack|publish)|^(?:prepack|prepublish|prepublishOnly|dependencies)$/;
/** Ways to put something before the tests, or between them and their assertions. */
const loaded = /--(?:require|import|loader|experimental-loader|env-file)\b|(?:^|\s)-r\s|NODE_OPTIONS|[;&|]/;

/** Commands of package.json that come along with the tests, the build or a release. */
export function findOtherCommands(files: PackageFiles): string[] {
  const parsed = Scripts.safeParse(parseJson(files['package.json'] ?? ''));
  if (!parsed.success) return [];
  return Object.entries(parsed.data.scripts)
    .filter(([name, command]) => around.test(name) || (/^(?:test|build)$/.test(name) && loaded.test(command)))
    .map(([name, command]) => `${name}: ${command.slice(0, 120)}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
