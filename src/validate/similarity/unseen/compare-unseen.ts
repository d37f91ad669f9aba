import type { PackageFiles } from '../../../scenarios/types.ts';
import { compareCode, type ReadSide, readCodeOf } from '../measure-similarity.ts';
import { languageOf } from '../read-code.ts';
import { findMadeCode, type MadeCode } from './find-made-code.ts';
import { listTexts } from './list-texts.ts';

/** What of the original stands in a package without being code that is compared. */
export interface UnseenReport {
  readonly texts: number;
  readonly operations: number;
  readonly overall_score: number;
  /** Where most of it is; null when nothing is there. */
  readonly place: { readonly path: string; readonly line: number } | null;
  readonly made_when_run: readonly MadeCode[];
}

const endings: Readonly<Record<string, string>> = { javascript: 'js', python: 'py', go: 'go', rust: 'rs' };

/**
 * Compares the original with files that are no working code, comments, texts, data and documents, each read as code of
 * its language. `compared` holds the files that were compared as code.
 */
export async function compareUnseen(
  original: ReadSide,
  files: PackageFiles,
  compared: Readonly<Record<string, string>>,
): Promise<UnseenReport> {
  const { default: ts } = await import('typescript');
  const places = new Map<string, { readonly path: string; readonly line: number }>();
  const code: Record<string, string> = {};
  const language = languageOf(Object.keys(original.files)[0] ?? '') ?? 'javascript';
  for (const [path, text] of Object.entries(files)) {
    if (Object.hasOwn(compared, path) || languageOf(path) === null || /\.d\.[mc]?ts$/.test(path)) continue;
    code[path] = text;
    places.set(path, { path, line: 1 });
  }
  const texts = listTexts(ts, files);
  for (const [index, { path, line, text }] of texts.entries()) {
    const name = `${path}-text-${index}.${endings[language] ?? 'js'}`;
    code[name] = text;
    places.set(name, { path, line });
  }
  const own = await readCodeOf('own', code);
  const report = compareCode(original, own);
  const [first] = report.matches;
  return {
    texts: texts.length,
    operations: report.own_operations,
    overall_score: report.overall_score,
    place: first === undefined ? null : (places.get(first.ours.path) ?? null),
    made_when_run: findMadeCode(ts, compared),
  };
}
