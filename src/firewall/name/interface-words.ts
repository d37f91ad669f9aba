import type { Scenario, Spec } from '../../spec/index.ts';
import { renderPattern } from './mentions.ts';

/** Whether a name is also a word of the interface: then prose that uses it speaks of that. */
export function isInterfaceWord(spec: Spec, name: string): boolean {
  const pattern = renderPattern(name);
  return listInterfaceTexts(spec).some((text) => withoutLoading(text).search(pattern) !== -1);
}

function listInterfaceTexts({ surface, scenarios, texts }: Spec): readonly string[] {
  const definitions = texts['06-type-definitions.d.ts'];
  return [
    ...surface.exports.flatMap((entry) => [
      entry.name,
      entry.local_name,
      entry.signature,
      ...entry.overloads,
      ...entry.parameters.flatMap(({ name, type, default: value }) => [name, type, value ?? '']),
      ...entry.members.flatMap(({ name, signature }) => [name, signature]),
    ]),
    ...scenarios.bindings.flatMap(({ local, export: exported }) => [local, exported]),
    ...scenarios.scenarios.flatMap(listScenarioTexts),
    withoutComments(surface.language === 'python' ? withoutDocstrings(definitions) : definitions),
    // An option as 05 lists it: `- \`name\` ...` or a heading.
    ...[...texts['05-configuration.md'].matchAll(/^(?:-|#{2,6})\s`([^`\n]{1,200})`/gm)].map(
      (match) => match[1] ?? '',
    ),
  ];
}

function listScenarioTexts({ setup, expression, expected }: Scenario): readonly string[] {
  if (expected.kind === 'value') return [setup, expression, expected.value];
  if (expected.kind === 'output') return [setup, expression, ...expected.lines];
  return [setup, expression, expected.name ?? '', expected.message ?? ''];
}

/** What a package is loaded by is no word of its interface. */
function withoutLoading(text: string): string {
  return text.replace(
    /\b(?:from|import|module|require|import\()\s{0,5}\(?\s{0,5}(?:'[^'\n]*'|"[^"\n]*")/g,
    ' ',
  );
}

/** Python documents in strings, and comments from `#` on. */
function withoutDocstrings(text: string): string {
  return text
    .split('"""')
    .filter((_, index) => index % 2 === 0)
    .join(' ')
    .replace(/#.*$/gm, ' ');
}

/** By hand, because a regular expression would look for the end of each comment that has none. */
function withoutComments(text: string): string {
  const kept: string[] = [];
  let place = 0;
  for (;;) {
    const start = text.indexOf('/*', place);
    kept.push(text.slice(place, start === -1 ? text.length : start));
    const end = start === -1 ? -1 : text.indexOf('*/', start + 2);
    if (end === -1) return kept.join(' ').replace(/\/\/.*$/gm, ' ');
    place = end + 2;
  }
}
