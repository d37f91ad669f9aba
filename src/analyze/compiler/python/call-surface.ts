import type { Document } from '../../../docs/types.ts';
import { extractChunks } from './extract-code.ts';
import { readSteps } from './read-steps.ts';
import type { PyPackage } from './resolve-exports.ts';
import type { PyExport, PyItem, PyModule } from './types.ts';

const mostExports = 100;

/** What examples import and call, for a package whose modules are not there to be read: names, and nothing more. */
export async function readCallSurface(
  prose: readonly Document[],
  packageName: string,
  importName: string,
): Promise<PyPackage> {
  const wanted = new Set([importName, packageName.toLowerCase().replaceAll('-', '_')]);
  const names = new Map<string, PyItem>();
  let root = importName;
  for (const { id, text } of prose) {
    const modules = new Set<string>();
    for (const chunk of extractChunks(text, { document: id, firstLine: 1 })) {
      for (const step of await readSteps(chunk)) {
        for (const { module, name, local } of step.names.imports) {
          if (!wanted.has(module)) continue;
          root = module;
          if (name === null) modules.add(local);
          else if (/^[A-Za-z]\w*$/.test(name)) names.set(name, createItem(name));
        }
        for (const use of step.names.uses) {
          const [first] = use.path;
          if (modules.has(use.name) && first !== undefined && !first.name.startsWith('_'))
            names.set(first.name, createItem(first.name));
        }
      }
    }
  }
  const module: PyModule = {
    ...{ name: root, isPackage: true, isStub: false, document: 'readme', docstring: '', docstringLine: 1 },
    ...{ all: null, imports: [], items: names },
  };
  const exports = [...names.values()]
    .slice(0, mostExports)
    .map((item): PyExport => ({ name: item.name, item, module }));
  return { modules: new Map([[root, module]]), importName: root, exports };
}

/** Python's own conventions of names tell what it is. */
function createItem(name: string): PyItem {
  return {
    ...{ name, signature: '', overloads: [], parameters: [], returns: null, members: [], docstring: '' },
    ...{ markers: [], lines: [1, 1], docstringLine: 1 },
    kind: /^[A-Z][a-z]/.test(name) ? 'class' : /^[A-Z_\d]+$/.test(name) ? 'constant' : 'function',
  };
}
