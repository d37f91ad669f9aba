import type { Scenario, Spec } from '../../../spec/index.ts';
import { renderUses } from '../run/scenario-source.ts';

/** One test for each scenario that is not contested, in a module of its own, so that names do not meet; null for none. */
export function renderTests(spec: Spec, crate: string, uncompiled: readonly string[] = []): string | null {
  const { scenarios, bindings } = spec.scenarios;
  const tests = scenarios
    .filter(
      ({ id, contested, expected }) => !contested && expected.kind !== 'output' && !uncompiled.includes(id),
    )
    .map((scenario) => renderTest(scenario, { spec, crate, bindings }));
  if (tests.length === 0) return null;
  return `//! One test for each scenario of the specification. Run them with \`cargo test\`.${renderLeft(uncompiled)}\n#![allow(unused, clippy::all)]\n\n${tests.join('\n')}`;
}

/** What no test covers is said where the tests are. */
function renderLeft(ids: readonly string[]): string {
  return ids.length === 0 ? '' : `\n//! Not covered, because they do not compile: ${ids.join(', ')}.`;
}

interface Around {
  readonly spec: Spec;
  readonly crate: string;
  readonly bindings: Spec['scenarios']['bindings'];
}

function renderTest(scenario: Scenario, { spec, crate, bindings }: Around): string {
  const { id, title, setup, expression, expected } = scenario;
  const value = expected.kind === 'value' ? expected.value : '';
  const uses = renderUses(`${setup}\n${expression}\n${value}`, { bindings, surface: spec.surface, crate });
  const lines = [
    ...uses,
    ...(uses.length === 0 ? [] : ['']),
    '#[test]',
    `fn ${testName(title)}() {`,
    ...renderBody(scenario).flatMap((text) => indent(text)),
    '}',
  ];
  return `mod ${id.toLowerCase()} {\n${lines.flatMap((text) => indent(text)).join('\n')}\n}\n`;
}

function renderBody({ setup, expression, expected }: Scenario): string[] {
  const before = setup.trim() === '' ? [] : [setup.trim()];
  if (expected.kind === 'value')
    return [...before, `assert_eq!(${separable(expression)}, ${separable(expected.value)});`];
  // A panic is an error as well as a value that says so.
  return [
    'let outcome = std::panic::catch_unwind(|| {',
    ...[...before, `format!("{:?}", ${separable(expression)})`].flatMap((text) => indent(text)),
    '});',
    'assert!(outcome.map_or(true, |shown| shown.starts_with("Err(")), "no error");',
  ];
}

/** A comment at the end would swallow what follows. */
function separable(code: string): string {
  return /\/\//.test(code) ? `${code}\n` : code;
}

/** Lines of a text that goes over several are part of it. */
function indent(text: string): string[] {
  if (/"[^"\n]*\n/.test(text)) return text.split('\n');
  return text.split('\n').map((line) => (line === '' ? '' : `    ${line}`));
}

function testName(title: string): string {
  const name = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40);
  return /^[a-z]/.test(name) ? `holds_${name}`.replace(/_+$/, '') : 'holds';
}
