import {
  collectManifest,
  type Entry,
  findFurtherFile,
  isWantedKind,
  keepFirstOfEachName,
  lockWishes,
} from '../entries.ts';
import { isObject, type JsonObject, ownString, ownValue, parseJsonText } from '../json-text.ts';
import { ownTable, ownTables } from '../object-fields.ts';
import type { ManifestReader } from '../types.ts';
import { pipfileReader, readPipenvValue } from './pipfile.ts';

const manifestType = 'Pipfile.lock';

export const pipfileLockReader: ManifestReader = {
  manifestType,
  fileName: /^Pipfile\.lock$/,
  recognise(source) {
    const reading = parseJsonText(source);
    if (reading.kind !== 'object') return false;
    const meta = ownValue(reading.value, '_meta');
    return (
      isObject(meta) && ['hash', 'pipfile-spec', 'sources'].some((key) => ownValue(meta, key) !== undefined)
    );
  },
  /** The file does not say what the project itself asks for; the Pipfile beside it does. */
  parse(source, options) {
    const reading = parseJsonText(source);
    const document = reading.kind === 'object' ? reading.value : {};
    const entries = listSections(document).filter((entry) => isWantedKind(options, entry.kind));
    const pipfile = options.transitive === true ? null : findFurtherFile(source, 'Pipfile');
    const chosen = pipfile === null ? entries : lockWishes(pipfileReader.parse(pipfile, options), entries);
    return collectManifest(manifestType, keepFirstOfEachName(chosen));
  },
};

function listSections(document: JsonObject): Entry[] {
  const usualIndex = ownString(ownTables(ownTable(document, '_meta'), 'sources')[0] ?? {}, 'name');
  const names = Object.keys(document).filter((key) => key !== '_meta' && key !== 'default');
  return ['default', ...names].flatMap((section) => {
    const kind = section === 'default' ? 'runtime' : 'development';
    return Object.entries(ownTable(document, section)).map(([name, value]) =>
      readPipenvValue({ name, value, kind, usualIndex }),
    );
  });
}
