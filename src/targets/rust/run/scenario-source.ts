import type { ApiSurface, Scenario, TestScenarios } from '../../../spec/index.ts';
import { guestCrate } from './harness.ts';

/** `use` lines for the names that a piece of code needs; those of traits whose methods it calls are among them. */
export function renderUses(
  code: string,
  {
    bindings,
    surface,
    crate,
  }: { readonly bindings: TestScenarios['bindings']; readonly surface: ApiSurface; readonly crate: string },
): string[] {
  const words = new Set(code.match(/[A-Za-z_]\w*/g) ?? []);
  const called = new Set(Array.from(code.matchAll(/(?:\.|::)\s*([A-Za-z_]\w*)/g), (match) => match[1] ?? ''));
  const exports = new Map(surface.exports.map((entry) => [entry.name, entry]));
  return bindings.flatMap(({ local, export: target }) => {
    if (!/^[A-Za-z_]\w*$/.test(local) || !/^(?:\*|[A-Za-z_]\w*(?:::[A-Za-z_]\w*)*)$/.test(target)) return [];
    const entry = exports.get(target);
    const isCalledTrait =
      entry?.kind === 'interface' &&
      (entry.members.length === 0 || entry.members.some(({ name }) => called.has(name)));
    if (!words.has(local) && !isCalledTrait) return [];
    if (target === '*') return local === crate ? [`use ${crate};`] : [`use ${crate} as ${local};`];
    const path = `${crate}::${target}`;
    return [path.endsWith(`::${local}`) ? `use ${path};` : `use ${path} as ${local};`];
  });
}

/** One scenario as a module of the program that runs them. */
export function renderScenarioSource(
  scenario: Scenario,
  given: { readonly bindings: TestScenarios['bindings']; readonly surface: ApiSurface },
): string {
  const { setup, expression, expected } = scenario;
  const value = expected.kind === 'value' ? expected.value : '';
  const uses = renderUses(`${setup}\n${expression}\n${value}`, { ...given, crate: guestCrate });
  return `${uses.join('\n')}\npub fn run() {\n${setup}\n${renderBody(scenario)}\n}\n`;
}

function renderBody({ expression, expected }: Scenario): string {
  switch (expected.kind) {
    case 'value':
      return `match (&(${expression}\n), &(${expected.value}\n)) {\n(phalus_left, phalus_right) => crate::harness::value(*phalus_left == *phalus_right, phalus_left, phalus_right),\n};`;
    case 'throws':
      return `let phalus_value = { ${expression}\n};\n#[allow(unused_imports)]\nuse crate::harness::{Other, Shown, Silent, Told};\ncrate::harness::failure((&&&&crate::harness::Wrap(&phalus_value)).told());`;
    case 'output':
      return `{ ${expression}\n};\ncrate::harness::done();`;
  }
}
