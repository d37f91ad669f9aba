import type { Scenario, TestScenarios } from '../../spec/index.ts';
import {
  type Family,
  type NeutralExpression,
  type NeutralStatement,
  type NeutralSurface,
  Unsayable,
} from '../model.ts';
import { isLiteral } from '../refine/is-literal.ts';
import type { NeutralOutcome, NeutralScenario } from '../scenario.ts';
import type { TypeScript } from '../type-text/read-typescript-type.ts';
import type { Untranslated } from '../types.ts';
import type { ReadContext } from './context.ts';
import { readGo, readGoSetup } from './read-go.ts';
import { readJavascript, readJavascriptSetup } from './read-javascript.ts';
import { readPython, readPythonSetup } from './read-python.ts';
import { readRust, readRustSetup } from './read-rust.ts';

/** Reads code of one language. */
export interface CodeReader {
  expression(text: string, context: ReadContext): Promise<NeutralExpression>;
  setup(
    text: string,
    context: ReadContext,
  ): Promise<{ readonly statements: readonly NeutralStatement[]; readonly context: ReadContext }>;
}

export function createReader(ts: TypeScript, family: Family): CodeReader {
  switch (family) {
    case 'javascript':
      return {
        expression: async (text, context) => readJavascript(ts, text, context),
        setup: async (text, context) => readJavascriptSetup(ts, text, context),
      };
    case 'python':
      return { expression: readPython, setup: readPythonSetup };
    case 'rust':
      return { expression: readRust, setup: readRustSetup };
    case 'go':
      return { expression: readGo, setup: readGoSetup };
  }
}

const longestExpression = 20_000;

/** Every scenario that can be read, and for each other one the reason. */
export async function readScenarios(
  reader: CodeReader,
  surface: NeutralSurface,
  { bindings, scenarios }: TestScenarios,
): Promise<{ readonly read: readonly NeutralScenario[]; readonly untranslated: readonly Untranslated[] }> {
  const context: ReadContext = {
    surface,
    bindings: new Map(bindings.map(({ local, export: name }) => [local, name])),
    locals: new Set(),
  };
  const read: NeutralScenario[] = [];
  const untranslated: Untranslated[] = [];
  for (const scenario of scenarios) {
    try {
      read.push(await readScenario(reader, scenario, context));
    } catch (error) {
      const reason = reasonOf(error);
      if (reason === null) throw error;
      untranslated.push({ what: scenario.id, reason });
    }
  }
  return { read, untranslated };
}

/** What an error says of the text at hand; null for one that is ours. */
export function reasonOf(error: unknown): string | null {
  if (error instanceof Unsayable) return error.message;
  if (error instanceof RangeError) return 'it is nested too deeply';
  return error instanceof Error && error.name === 'SyntaxTreeError' ? error.message : null;
}

async function readScenario(
  reader: CodeReader,
  scenario: Scenario,
  context: ReadContext,
): Promise<NeutralScenario> {
  if (scenario.setup.length + scenario.expression.length > longestExpression)
    throw new Unsayable('it is too long');
  const setup =
    scenario.setup.trim() === '' ? { statements: [], context } : await reader.setup(scenario.setup, context);
  const names = setup.statements.flatMap((statement) => (statement.kind === 'let' ? [statement.name] : []));
  if (new Set(names).size < names.length) throw new Unsayable('its setup gives a variable several values');
  const expression = await reader.expression(scenario.expression, setup.context);
  const expected = await readOutcome(reader, scenario, context);
  return { original: scenario, setup: setup.statements, ...openComparison(expression, expected) };
}

/** `f(x) == 3` that comes out true says that `f(x)` is 3, and so it is said in each language. */
function openComparison(
  expression: NeutralExpression,
  expected: NeutralOutcome,
): Pick<NeutralScenario, 'expression' | 'expected'> {
  const isTrue = expected.kind === 'value' && expected.value.kind === 'boolean' && expected.value.value;
  if (!isTrue || expression.kind !== 'binary' || expression.operator !== '==')
    return { expression, expected };
  const { left, right } = expression;
  const isCall = left.kind === 'call' || left.kind === 'method';
  return isCall && isLiteral(right)
    ? { expression: left, expected: { kind: 'value', value: right } }
    : { expression, expected };
}

async function readOutcome(
  reader: CodeReader,
  { expected }: Scenario,
  context: ReadContext,
): Promise<NeutralOutcome> {
  if (expected.kind === 'output')
    throw new Unsayable('it is about what is printed, which each language does in its own way');
  if (expected.kind === 'throws') return expected;
  if (expected.value.length > longestExpression) throw new Unsayable('it is too long');
  if (/^Err\s*\(/.test(expected.value)) return { kind: 'throws', name: null, message: null };
  return { kind: 'value', value: await reader.expression(expected.value, context) };
}
