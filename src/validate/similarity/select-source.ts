import { languageOf } from './read-code.ts';

const apart =
  /(?:^|\/)(?:tests?|__tests__|spec|testdata|bench(?:es|mark|marks)?|examples?|docs?|node_modules|vendor)\//i;
const apartByName =
  /(?:[._-](?:test|spec|bench)\.\w+|(?:^|\/)(?:test_\w*|test|tests|bench|benchmark|conftest|setup|gulpfile|gruntfile|karma\.conf|rollup\.config|build)\.\w+)$/i;

/** Code that does a package's work, in any language that is read here: neither tests nor declarations. */
export function selectSource(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).filter(
      ([path]) =>
        languageOf(path) !== null &&
        !/\.d\.[mc]?ts$/.test(path) &&
        !apart.test(path) &&
        !apartByName.test(path),
    ),
  );
}
