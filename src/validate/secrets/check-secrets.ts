import { z } from 'zod';
import type { PackageFiles } from '../../scenarios/types.ts';
import { type Check, count, type Finding } from '../check.ts';
import { findKeys } from './find-keys.ts';
import { findTraces, type Trace } from './find-traces.ts';

/** No credentials in the result, no address of the original's home, and nobody's name or mail but the holder's. */
export const checkSecrets: Check = {
  name: 'secrets',
  async run({ files, spec, license, originalLinks }): Promise<Finding> {
    const documented = Object.values(spec.texts).join('\n');
    const keys = findKeys(files, documented);
    const { holder } = license.parties;
    const traces = [
      ...findTraces({ files, spec, links: originalLinks ?? [], holder }),
      ...findPeople(files, holder),
    ];
    const detail = {
      files: Object.keys(files).length,
      links_known: originalLinks !== undefined && originalLinks.length > 0,
      keys: keys.slice(0, 20),
      traces: traces.slice(0, 20),
    };
    const key = keys.find(({ isSure }) => isSure);
    if (key !== undefined) {
      return { status: 'failed', reason: `${key.path} line ${key.line} holds ${key.what}`, detail };
    }
    const home = traces.find(({ kind }) => kind === 'home');
    if (home !== undefined) {
      const reason = `${home.path} line ${home.line} names where the original is at home: ${home.text}`;
      return { status: 'failed', reason, detail };
    }
    const [doubt] = keys;
    if (doubt !== undefined) {
      return { status: 'review', reason: `${doubt.path} line ${doubt.line} holds ${doubt.what}`, detail };
    }
    const [trace] = traces;
    if (trace !== undefined) return { status: 'review', reason: renderTrace(trace), detail };
    const unknown = detail.links_known ? '' : '; where the original is at home was not known';
    const reason = `${count(detail.files, 'file')} without credentials, and without addresses or mails that the specification does not give${unknown}`;
    return { status: 'passed', reason, detail };
  },
};

function renderTrace({ kind, path, line, text }: Trace): string {
  if (kind === 'person') return `${path} names a person whom the licence does not: ${text}`;
  const what = kind === 'mail' ? 'a mail address' : 'an address';
  return `${path} line ${line} holds ${what} that the specification does not give: ${text}`;
}

const People = z.looseObject({
  author: z.unknown().optional(),
  contributors: z.unknown().optional(),
  maintainers: z.unknown().optional(),
});

/** phalus writes no author into a manifest, so one that stands there came from elsewhere. */
function findPeople(files: PackageFiles, holder: string): Trace[] {
  const parsed = People.safeParse(parseJson(files['package.json'] ?? ''));
  if (!parsed.success) return [];
  const { author, contributors, maintainers } = parsed.data;
  const named = [author, contributors, maintainers].flat().filter((person) => person !== undefined);
  return named
    .map((person) => (typeof person === 'string' ? person : JSON.stringify(person)))
    .filter((person) => holder.trim() === '' || !person.includes(holder.trim()))
    .map((text) => ({ kind: 'person', path: 'package.json', line: 1, text: text.slice(0, 120) }));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
