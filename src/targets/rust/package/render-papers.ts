import type { Spec } from '../../../spec/index.ts';
import type { TargetDelivery, TargetFiles } from '../../types.ts';
import { cargoName, cargoVersion, crateName } from '../names.ts';
import { renderReadme } from './render-readme.ts';
import { renderTests } from './render-tests.ts';

/** All of a crate but its code. */
export function renderPapers(spec: Spec, delivery: TargetDelivery): TargetFiles {
  const tests = renderTests(spec, crateName(spec, delivery), delivery.uncompiled);
  const header = delivery.headerLines.map((line) => `// ${line}`.trimEnd().concat('\n')).join('');
  return {
    'Cargo.toml': renderManifest(spec, delivery),
    LICENSE: delivery.licenseText,
    'README.md': renderReadme(spec, delivery),
    ...(tests === null ? {} : { 'tests/scenarios.rs': `${header}\n${tests}` }),
  };
}

export function renderManifest(spec: Spec, delivery: TargetDelivery): string {
  const { licenseExpression } = delivery;
  const name = cargoName(delivery);
  const library = crateName(spec, delivery);
  const description = oneLine(spec.metadata.description);
  const keywords = [...new Set(spec.metadata.keywords.flatMap(toKeyword))].slice(0, 5);
  const isExpression =
    /^[A-Za-z0-9.+() -]+$/.test(licenseExpression) && !licenseExpression.startsWith('SEE ');
  return [
    '[package]',
    `name = ${quoteToml(name)}`,
    `version = ${quoteToml(cargoVersion(delivery.packageVersion))}`,
    'edition = "2021"',
    ...(description === '' ? [] : [`description = ${quoteToml(description)}`]),
    isExpression ? `license = ${quoteToml(licenseExpression)}` : 'license-file = "LICENSE"',
    'readme = "README.md"',
    ...(keywords.length === 0 ? [] : [`keywords = [${keywords.map(quoteToml).join(', ')}]`]),
    'autobins = false',
    'autoexamples = false',
    '',
    '[lib]',
    `name = ${quoteToml(library)}`,
    'path = "src/lib.rs"',
    '',
    '[dependencies]',
    '',
  ].join('\n');
}

/** What Cargo takes as a keyword: short, of ASCII letters, digits, `_` and `-`. */
function toKeyword(text: string): string[] {
  const word = text
    .toLowerCase()
    .replace(/[^a-z0-9_+-]+/g, '-')
    .slice(0, 20);
  return /^[a-z0-9]/.test(word) ? [word] : [];
}

function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, 500);
}

/** A basic string of TOML; JSON's escapes are among its own. */
export function quoteToml(text: string): string {
  return JSON.stringify(text).replace(/\u007f/g, '\\u007f');
}
