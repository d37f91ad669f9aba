import { SyntaxTreeError, withTree } from '../../../syntax-trees/index.ts';
import type { Effect } from '../types.ts';
import { kindOf, rustReach } from './reach.ts';

/** What the code of a crate says that it reaches when it is called. Null for code that cannot be read. */
export async function readRustReach(files: Readonly<Record<string, string>>): Promise<Effect[] | null> {
  const effects: Effect[] = [];
  for (const [path, text] of Object.entries(files)) {
    if (!path.startsWith('src/') || !path.endsWith('.rs')) continue;
    const names = await readNames(text);
    if (names === null) return null;
    for (const name of names) {
      const kind = kindOf(rustReach, name);
      if (kind !== null)
        effects.push({ phase: 'call', place: -1, kind, name: name.slice(0, 80), text: path });
    }
  }
  return effects;
}

async function readNames(text: string): Promise<ReadonlySet<string> | null> {
  try {
    return await withTree('rust', text, (root) => {
      const paths = root.descendantsOfType([
        'scoped_identifier',
        'scoped_type_identifier',
        'scoped_use_list',
      ]);
      return new Set(paths.map((node) => node?.text.replace(/\s+/g, '') ?? ''));
    });
  } catch (error) {
    if (error instanceof SyntaxTreeError || error instanceof RangeError) return null;
    throw error;
  }
}
