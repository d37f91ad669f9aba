import type { GoStatement } from '../../go-mod/index.ts';
import {
  collectManifest,
  type Entry,
  findFurtherFile,
  isWantedKind,
  keepFirstOfEachName,
  normalizePath,
  refuseEntry,
  shorten,
} from '../entries.ts';
import type { ManifestReader, ManifestSource } from '../types.ts';
import { readGoMod, readStatements, refuseStatement, requireStatements } from './go-mod.ts';
import { readReplacements } from './replacements.ts';

const manifestType = 'go.work';
const directives = new Set(['go', 'toolchain', 'godebug', 'use', 'replace']);

export const goWorkReader: ManifestReader = {
  manifestType,
  fileName: /^go\.work$/,
  recognise(source) {
    const reading = readStatements(source);
    if (reading.kind === 'broken') return false;
    const { statements } = reading;
    return (
      statements.some(({ directive }) => directive === 'use') &&
      statements.every(
        ({ directive, words }) => directives.has(directive) && (directive !== 'use' || words.length === 1),
      )
    );
  },
  resembles: (lines) =>
    lines.some((line) => /^use (?:\(|\.)/.test(line)) && lines.some((line) => /^go \d/.test(line)),
  parse(source, options) {
    const statements = requireStatements(source, manifestType);
    const replacements = readReplacements(statements);
    const used = statements.filter(({ directive }) => directive === 'use');
    const own = new Set(used.flatMap((statement) => findModuleName(statement, source)));
    const entries = used.flatMap((statement): Entry[] => {
      const file = findModule(statement, source);
      if (file === null) return isWantedKind(options, 'runtime') ? [refuseModule(statement)] : [];
      // Modules of the workspace are its own folders, whatever version their neighbours require.
      return readGoMod(requireStatements(file, 'go.mod'), options, replacements).filter(
        ({ name }) => !own.has(name),
      );
    });
    const unread = statements.filter(({ directive }) => !directives.has(directive)).map(refuseStatement);
    return collectManifest(manifestType, keepFirstOfEachName([...entries, ...unread]));
  },
};

function findModule({ words }: GoStatement, source: ManifestSource): ManifestSource | null {
  return findFurtherFile(source, `${words[0] ?? ''}/go.mod`);
}

function findModuleName(statement: GoStatement, source: ManifestSource): string[] {
  const file = findModule(statement, source);
  if (file === null) return [];
  const module = requireStatements(file, 'go.mod').find(({ directive }) => directive === 'module');
  return module?.words.slice(0, 1) ?? [];
}

function refuseModule({ words }: GoStatement): Entry {
  const folder = words[0] ?? '';
  const file = shorten(normalizePath(`${folder}/go.mod`));
  return refuseEntry(
    { ecosystem: 'go', name: folder, constraint: `use ${folder}`, kind: 'runtime' },
    `a module of this workspace, whose go.mod was not given: give it too (--with ${file})`,
  );
}
