import type TypeScript from 'typescript';
import type { Scenario, TestScenarios } from '../spec/index.ts';

const mostProbes = 160;
/** No package returns this, so every probe fails and says what came out. */
const impossible = '"phalus: what a probe expects"';

/**
 * Scenarios with one input changed each, made from the documented ones: other strings and numbers, empty ones, flipped
 * flags, a left-out argument, and the kinds of values that the declared types name and perhaps no example shows. What is right is not known; what candidates answer can be compared.
 */
export async function renderProbes(scenarios: TestScenarios, types = ''): Promise<TestScenarios> {
  const ts = (await import('typescript')).default;
  const kinds = listDeclaredKinds(types);
  const perScenario = scenarios.scenarios
    .filter(({ contested, expected }) => !contested && expected.kind !== 'output')
    .map((scenario) => changeInputs(ts, scenario, kinds));
  const probes: Scenario[] = [];
  const seen = new Set<string>();
  const longest = Math.max(0, ...perScenario.map(({ length }) => length));
  for (let round = 0; round < longest; round += 1) {
    for (const changed of perScenario) {
      const probe = changed[round];
      const code = `${probe?.setup ?? ''}\n${probe?.expression ?? ''}`;
      if (probe !== undefined && !seen.has(code) && probes.length < mostProbes) {
        seen.add(code);
        probes.push({ ...probe, id: `S${String(probes.length + 1).padStart(3, '0')}` });
      }
    }
  }
  return { ...scenarios, scenarios: probes };
}

/** Values that stand for kinds which types name; an array in an example may be any of them. */
function listDeclaredKinds(types: string): readonly ((items: string) => string)[] {
  const isIterable = /\b(?:Async)?Iterable(?:Iterator)?\b/.test(types);
  return [
    ...(isIterable || /\b(?:Readonly)?Set\b/.test(types) ? [(items: string) => `new Set(${items})`] : []),
    ...(isIterable || /\b(?:Readonly)?Map\b/.test(types) ? [() => 'new Map([[1, "a"], [2, "b"]])'] : []),
    ...(isIterable ? [() => '(function* () { yield 1; yield 2; })()'] : []),
  ];
}

type Kinds = readonly ((items: string) => string)[];

/** Of the expression and, for variables that are made for the call, of the setup. */
function changeInputs(ts: typeof TypeScript, scenario: Scenario, kinds: Kinds): Scenario[] {
  const expected = { kind: 'value', value: impossible } as const;
  return [
    ...changeCode(ts, scenario.expression, kinds).map((expression) => ({
      ...scenario,
      expression,
      expected,
    })),
    ...changeCode(ts, scenario.setup, kinds).map((setup) => ({ ...scenario, setup, expected })),
  ];
}

/** The code with one literal changed, in as many ways as there are. */
export function changeCode(ts: typeof TypeScript, code: string, kinds: Kinds = []): string[] {
  const source = ts.createSourceFile('probe.js', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const changed = new Set<string>();
  const replace = (start: number, end: number, text: string): void => {
    changed.add(source.text.slice(0, start) + text + source.text.slice(end));
  };
  const visit = (node: TypeScript.Node): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const parameters = node.arguments ?? [];
      for (const argument of parameters) {
        if (ts.isArrayLiteralExpression(argument) && ts.isCallExpression(node)) {
          for (const kind of kinds)
            replace(argument.getStart(source), argument.end, kind(argument.getText(source)));
        }
        changeValue(ts, argument, source, replace);
      }
      const last = parameters.at(-1);
      const before = parameters.at(-2);
      if (last !== undefined && before !== undefined) replace(before.end, last.end, '');
    }
    if (ts.isVariableDeclaration(node) && node.initializer !== undefined) {
      changeValue(ts, node.initializer, source, replace);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...changed];
}

function changeValue(
  ts: typeof TypeScript,
  node: TypeScript.Node,
  source: TypeScript.SourceFile,
  replace: (start: number, end: number, text: string) => void,
): void {
  const [start, end] = [node.getStart(source), node.end];
  const text = source.text.slice(start, end);
  const alternatives = listAlternatives(ts, node, text);
  for (const other of alternatives.slice(0, changesBeforeKinds)) replace(start, end, other);
  for (const other of isLeaf(ts, node) ? valuesOfKinds : []) replace(start, end, other);
  for (const other of alternatives.slice(changesBeforeKinds)) replace(start, end, other);
  if (ts.isArrayLiteralExpression(node)) {
    for (const element of node.elements) changeValue(ts, element, source, replace);
  } else if (ts.isObjectLiteralExpression(node)) {
    for (const property of node.properties) {
      if (ts.isPropertyAssignment(property)) changeValue(ts, property.initializer, source, replace);
    }
  }
}

function listAlternatives(ts: typeof TypeScript, node: TypeScript.Node, text: string): string[] {
  if (ts.isStringLiteralLike(node)) {
    const value = node.text;
    const others = ['', `${value}${value}`, `${value}\n\n${value}`, ` ${value} `, value.toUpperCase(), 'aB1'];
    return others.map((other) => JSON.stringify(other));
  }
  if (ts.isNumericLiteral(node))
    return ['0', `-${text}`, `(${text} + 1)`, `(${text} + 0.5)`, `(${text} * 1000)`];
  if (node.kind === ts.SyntaxKind.TrueKeyword) return ['false', 'undefined'];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return ['true', 'undefined'];
  if (node.kind === ts.SyntaxKind.NullKeyword || text === 'undefined') return ['0', '"x"', '[]'];
  if (ts.isArrayLiteralExpression(node)) {
    const inner = text.slice(1, -1).trim();
    return inner === ''
      ? ['[1]']
      : ['[]', `[${inner}, ${inner}]`, `[${inner}, 1, "1", null, undefined, "1"]`];
  }
  if (ts.isObjectLiteralExpression(node)) return ['{}'];
  // What a callback is given is seldom in an example.
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node))
    return ['(...given) => JSON.stringify(given)'];
  return [];
}

/** One value of each kind that a parameter of any type may get; which fit the declared type is asked afterwards. */
const valuesOfKinds = ['{ a: 1 }', '[1, 2]', 'null', 'true', '"x"', '7'] as const;
/** So many changes of the value itself go first. */
const changesBeforeKinds = 3;

function isLeaf(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  return ts.isStringLiteralLike(node) || ts.isNumericLiteral(node) || node.kind === ts.SyntaxKind.NullKeyword;
}
