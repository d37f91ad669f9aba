import { isObject, ownValue, parseJsonText } from './json-text.ts';
import type { ManifestSource } from './types.ts';

interface OtherFormat {
  readonly name: string;
  readonly fileName: RegExp;
  recognise(source: ManifestSource, lines: readonly string[]): boolean;
}

// A few hundred lines show what a file is, and keep the look at megabytes of anything short.
const linesLookedAt = 400;
const longestLine = 500;

/** Manifests that phalus knows by sight but cannot read yet. */
const otherFormats: readonly OtherFormat[] = [
  {
    name: 'composer.json',
    fileName: /^composer\.json$/,
    recognise: (source) => {
      const reading = parseJsonText(source);
      return reading.kind === 'object' && isObject(ownValue(reading.value, 'require'));
    },
  },
  { name: 'Cargo.lock', fileName: /^Cargo\.lock$/, recognise: (_, lines) => lines.includes('[[package]]') },
  {
    name: 'Cargo.toml',
    fileName: /^Cargo\.toml$/,
    recognise: (_, lines) =>
      lines.includes('[package]') ||
      lines.includes('[workspace]') ||
      lines.some((line) => /^\[(?:dev-|build-)?dependencies(?:\.[\w-]+)?\]$/.test(line)),
  },
  {
    name: 'pyproject.toml',
    fileName: /^pyproject\.toml$/,
    recognise: (_, lines) => lines.some((line) => /^\[(?:project|build-system|tool\.[\w.-]+)\]$/.test(line)),
  },
  {
    name: 'go.mod',
    fileName: /^go\.mod$/,
    recognise: (_, lines) =>
      lines.some((line) => /^module \S+$/.test(line)) &&
      lines.some((line) => /^(?:go \d+\.\d+\S*|require \S.*)$/.test(line)),
  },
  {
    name: 'yarn.lock',
    fileName: /^yarn\.lock$/,
    recognise: (_, lines) => lines.includes('# yarn lockfile v1'),
  },
  {
    name: 'pnpm-lock.yaml',
    fileName: /^pnpm-lock\.yaml$/,
    recognise: (_, lines) => lines.some((line) => /^lockfileVersion: ?['"\d]/.test(line)),
  },
  {
    name: 'requirements.txt',
    fileName: /^requirements[\w.-]*\.txt$/,
    recognise: (_, lines) =>
      lines.some((line) =>
        /^[A-Za-z0-9][\w.-]*(?:\[[\w, .-]*\])? ?(?:===?|~=|!=|<=?|>=?) ?\d\S*/.test(line),
      ) &&
      lines.every((line) => /^(?:#|-|[A-Za-z0-9][\w.-]*(?:\[[\w, .-]*\])? ?(?:[=~!<>;@#(]|$))/.test(line)),
  },
];

/** The name of the manifest that the text looks like, among those that phalus cannot read; null when like none. */
export function recogniseOtherFormat(source: ManifestSource): string | null {
  const lines = readFirstLines(source.text);
  const fileName = source.fileName?.split(/[/\\]/).at(-1) ?? '';
  const byName = otherFormats.find((format) => format.fileName.test(fileName));
  const byText = otherFormats.find((format) => format.recognise(source, lines));
  return (byText ?? byName)?.name ?? null;
}

function readFirstLines(text: string): string[] {
  return text
    .slice(0, linesLookedAt * longestLine)
    .split(/\r?\n/, linesLookedAt)
    .map((line) => line.slice(0, longestLine).trim())
    .filter((line) => line !== '');
}
