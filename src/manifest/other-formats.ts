import { isObject, ownValue, parseJsonText } from './json-text.ts';
import { ownTable } from './object-fields.ts';
import { parseTomlText } from './toml-text.ts';
import type { ManifestSource } from './types.ts';

interface OtherFormat {
  readonly name: string;
  readonly fileName: RegExp;
  recognise(source: ManifestSource, lines: readonly string[]): boolean;
}

/** Manifests that phalus knows by sight and does not read. */
const otherFormats: readonly OtherFormat[] = [
  {
    name: 'composer.json',
    fileName: /^composer\.json$/,
    recognise: (source) => {
      const reading = parseJsonText(source);
      return reading.kind === 'object' && isObject(ownValue(reading.value, 'require'));
    },
  },
  {
    name: 'pdm.lock',
    fileName: /^pdm\.lock$/,
    recognise: (source) => ownTomlValue(source, 'metadata', 'lock_version') !== undefined,
  },
  {
    name: 'pylock.toml',
    fileName: /^pylock(?:\.[\w-]+)?\.toml$/,
    recognise: (source) => ownTomlValue(source, 'lock-version') !== undefined,
  },
  {
    name: 'pixi.toml',
    fileName: /^pixi\.toml$/,
    recognise: (source) =>
      ownTomlValue(source, 'workspace', 'channels') !== undefined ||
      ownTomlValue(source, 'project', 'channels') !== undefined,
  },
  {
    name: 'Gemfile',
    fileName: /^Gemfile$/,
    recognise: (_, lines) => lines.some((line) => /^gem ["'][\w-]+["']/.test(line)),
  },
  {
    name: 'pubspec.yaml',
    fileName: /^pubspec\.ya?ml$/,
    recognise: (_, lines) => lines.includes('dependencies:') && lines.some((line) => /^sdk: /.test(line)),
  },
  {
    name: 'environment.yml',
    fileName: /^environment\.ya?ml$/,
    recognise: (_, lines) => lines.includes('dependencies:') && lines.includes('channels:'),
  },
  {
    name: 'pnpm-workspace.yaml',
    fileName: /^pnpm-workspace\.ya?ml$/,
    recognise: (_, lines) =>
      lines.includes('packages:') && lines.some((line) => /^- ['"]?[\w./*-]+\/\*/.test(line)),
  },
  {
    name: 'setup.cfg',
    fileName: /^setup\.cfg$/,
    recognise: (_, lines) => lines.includes('[metadata]') && lines.includes('[options]'),
  },
];

/** The name of the manifest that the text looks like, among those that phalus does not read; null when like none. */
export function recogniseOtherFormat(source: ManifestSource, lines: readonly string[]): string | null {
  const fileName = baseName(source);
  const byName = otherFormats.find((format) => format.fileName.test(fileName));
  const byText = otherFormats.find((format) => format.recognise(source, lines));
  return (byText ?? byName)?.name ?? null;
}

/** The file's name without folders; empty when none is known. */
export function baseName(source: ManifestSource): string {
  return source.fileName?.split(/[/\\]/).at(-1) ?? '';
}

function ownTomlValue(source: ManifestSource, first: string, second?: string): unknown {
  const reading = parseTomlText(source);
  if (reading.kind === 'broken') return undefined;
  return second === undefined
    ? ownValue(reading.value, first)
    : ownValue(ownTable(reading.value, first), second);
}
