const longestPath = 1024;
/** Written out, each character may take ten. */
const longestShown = 256;
const slashLookAlikes = /[\u2044\u2215\u29f8\u29f9\ufe68\uff0f\uff3c]/;
const otherAlphabets =
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Coptic}]/u;

export type ArchivePath =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** The path of an archive's entry without its leading folder, or why nobody should be shown a file of that name. */
export function parseArchivePath(entryPath: string): ArchivePath {
  const reason = findProblem(entryPath);
  if (reason !== null) return { kind: 'refused', reason };
  const at = entryPath.indexOf('/');
  const path = entryPath.slice(at + 1).replace(/^(?:\.\/)+/, '');
  if (at <= 0 || path === '') return { kind: 'refused', reason: "it lies outside the archive's folder" };
  return { kind: 'path', path };
}

/** A name as it may be shown: characters that hide or turn text around are written out. */
export function renderHostileName(name: string): string {
  const cut = name.length > longestShown ? `${name.slice(0, longestShown)}…` : name;
  return cut.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}]/gu,
    (character) => {
      return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
    },
  );
}

function findProblem(path: string): string | null {
  if (path.length > longestPath) return `its path is longer than ${longestPath} characters`;
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(path)) return 'its path holds control characters';
  if (/[\p{Cf}\p{Co}\p{Default_Ignorable_Code_Point}]/u.test(path))
    return 'its path holds invisible or text-turning characters';
  if (/[\p{Cs}\ufffd]/u.test(path)) return 'its path is not UTF-8';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'its path is absolute';
  if (path.includes('\\')) return 'its path holds a backslash';
  const segments = path.split('/');
  if (segments.includes('..')) return 'its path climbs out of the archive';
  if (segments.slice(1).some((segment, index) => segment === '' && index < segments.length - 2))
    return 'its path has an empty part';
  return segments.some(isLookAlike) ? 'its path holds characters that look like others' : null;
}

// Compatibility characters (full width, ligatures, one-dot leaders) change under NFKC; letters with accents do not.
function isLookAlike(segment: string): boolean {
  if (slashLookAlikes.test(segment) || segment.normalize('NFKC') !== segment.normalize('NFC')) return true;
  return /\p{Script=Latin}/u.test(segment) && otherAlphabets.test(segment);
}
