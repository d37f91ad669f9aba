import type { ExpectedOutcome, Scenario } from '../../../spec/index.ts';
import {
  findStandardPackage,
  isPredeclaredInGo,
  type SyntaxNode,
  SyntaxTreeError,
  withTree,
} from '../../../syntax-trees/index.ts';
import type { Draft } from './draft.ts';
import type { KnownTypes } from './infer.ts';
import { childrenOf } from './nodes.ts';

const maxScenarios = 200;
const maxDrafts = 1_000;
const maxLength = 2_000;

// What differs from run to run, or needs the world outside, has no fixed outcome.
const unstable =
  /\btime\.(?:Now|Since|Until|After|Sleep|Tick)\b|\brand\.|\b(?:os|net|http|ioutil|exec|signal|syscall|runtime)\.|\.Pointer\(|\bpanic\(|\blog\.|%p/;

/** Drafts that parse, name nothing unknown and touch the package, with the package's name in front of what it exports. */
export async function finishDrafts(drafts: readonly Draft[], known: KnownTypes): Promise<Scenario[]> {
  const finished: Draft[] = [];
  for (const draft of drafts.slice(0, maxDrafts)) {
    const done = await finishDraft(draft, known);
    if (done !== null) finished.push(done);
  }
  return numberDrafts(finished);
}

async function finishDraft(draft: Draft, known: KnownTypes): Promise<Draft | null> {
  const { setup, expression, expected } = draft;
  const value = expected.kind === 'value' ? expected.value : '';
  const whole = `${setup}\n${expression}`;
  if (whole.length + value.length > maxLength || unstable.test(whole)) return null;
  const qualified = await qualify([setup, expression, value], known);
  if (qualified === null || !qualified.touches) return null;
  const [newSetup = '', newExpression = '', newValue = ''] = qualified.parts;
  return {
    ...draft,
    ...(qualified.fits ? {} : { contested: true, note: 'The declared types do not allow these arguments' }),
    title: draft.title.slice(0, 120),
    setup: newSetup,
    expression: newExpression,
    expected: expected.kind === 'value' ? { kind: 'value', value: newValue } : expected,
  };
}

interface Qualified {
  readonly parts: readonly string[];
  /** The arguments are of the kinds that the declarations ask for. */
  readonly fits: boolean;
  readonly touches: boolean;
}

async function qualify(
  parts: readonly [string, string, string],
  known: KnownTypes,
): Promise<Qualified | null> {
  const [setup, expression, value] = parts;
  const front = 'package p\nfunc _() {\n';
  const middle = '\n_ = f(';
  const behind = `)\n_ = g(`;
  const text = `${front}${setup}${middle}${expression}${behind}${value})\n}\n`;
  const starts = [front.length, front.length + setup.length + middle.length] as const;
  const offsets = [...starts, starts[1] + expression.length + behind.length];
  try {
    return await withTree('go', text, (root) => {
      if (root.hasError || childrenOf(root).length !== 2) return null;
      const declared = readLocals(root);
      const edits: { at: number; name: string }[] = [];
      let touches = declared.has(known.packageName);
      for (const node of root.descendantsOfType(['identifier', 'type_identifier', 'package_identifier'])) {
        if (node === null || isField(node) || /^[fgp_]$/.test(node.text)) continue;
        const name = node.text;
        if (name === known.packageName) touches = true;
        else if (known.names.has(name) && !declared.has(name)) {
          edits.push({ at: node.startIndex, name });
          touches = true;
        } else if (!declared.has(name) && !isPredeclaredInGo(name) && findStandardPackage(name) === null)
          return null;
      }
      const renamed = parts.map((part, index) => {
        const start = offsets[index] ?? 0;
        const own = edits
          .filter(({ at }) => at >= start && at < start + part.length)
          .toSorted((a, b) => b.at - a.at);
        return own.reduce(
          (result, { at }) =>
            `${result.slice(0, at - start)}${known.packageName}.${result.slice(at - start)}`,
          part,
        );
      });
      return { parts: renamed, touches, fits: fitsDeclarations(root, known) };
    });
  } catch (error) {
    if (error instanceof SyntaxTreeError || error instanceof RangeError) return null;
    throw error;
  }
}

const kindsOf: Readonly<Record<string, RegExp>> = {
  rune_literal: /^(?:rune|byte|u?int\d*|float\d+|any|interface ?\{\}|uintptr)$/,
  interpreted_string_literal: /^(?:string|any|interface ?\{\})$/,
  raw_string_literal: /^(?:string|any|interface ?\{\})$/,
  int_literal: /^(?:rune|byte|u?int\d*|float\d+|complex\d+|any|interface ?\{\}|uintptr)$/,
  float_literal: /^(?:float\d+|complex\d+|any|interface ?\{\})$/,
};
const plainType = /^(?:string|bool|rune|byte|u?int\d*|float\d+|uintptr)$/;

/** Documentation of an older version shows calls that no longer compile: literals tell by themselves what they are. */
function fitsDeclarations(root: SyntaxNode, known: KnownTypes): boolean {
  return root.descendantsOfType('call_expression').every((call) => {
    const called = call?.childForFieldName('function')?.text ?? '';
    const name = called.startsWith(`${known.packageName}.`)
      ? called.slice(known.packageName.length + 1)
      : called;
    const parameters = known.parameters.get(name);
    const values = call?.childForFieldName('arguments');
    if (parameters === undefined || !values) return true;
    return childrenOf(values).every((value, index) => {
      const type = parameters[Math.min(index, parameters.length - 1)];
      const fitting = kindsOf[value.type];
      return type === undefined || fitting === undefined || !plainType.test(type) || fitting.test(type);
    });
  });
}

function readLocals(root: SyntaxNode): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (nodes: readonly (SyntaxNode | null)[]): void => {
    for (const node of nodes) if (node?.isNamed) names.add(node.text);
  };
  for (const node of root.descendantsOfType(['short_var_declaration', 'range_clause'])) {
    const left = node?.childForFieldName('left');
    if (left) add(childrenOf(left));
  }
  const named = [
    'var_spec',
    'const_spec',
    'type_spec',
    'parameter_declaration',
    'variadic_parameter_declaration',
  ];
  for (const node of root.descendantsOfType(named)) if (node !== null) add(node.childrenForFieldName('name'));
  return names;
}

/** A name behind a dot, or a key of a structure. */
function isField(node: SyntaxNode): boolean {
  const { parent } = node;
  if (node.type === 'type_identifier' && parent?.type === 'qualified_type') return true;
  const element = parent?.type === 'literal_element' ? parent : null;
  if (element?.parent?.type !== 'keyed_element' || childrenOf(element.parent)[0]?.id !== element.id)
    return false;
  const literal = element.parent.parent?.parent;
  return literal?.childForFieldName('type')?.type !== 'map_type';
}

/** Equal drafts become one; those that contradict one another are marked. */
function numberDrafts(drafts: readonly Draft[]): Scenario[] {
  const byQuestion = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const key = questionOf(draft);
    const answers = byQuestion.get(key) ?? [];
    if (!answers.some((other) => isSame(other.expected, draft.expected))) answers.push(draft);
    byQuestion.set(key, answers);
  }
  return [...byQuestion.values()]
    .flat()
    .toSorted((one, other) => drafts.indexOf(one) - drafts.indexOf(other))
    .slice(0, maxScenarios)
    .map((draft, index) => {
      const isDisputed = (byQuestion.get(questionOf(draft))?.length ?? 0) > 1;
      return {
        ...draft,
        id: `S${String(index + 1).padStart(3, '0')}`,
        contested: draft.contested || isDisputed,
        note: isDisputed ? 'The documentation shows another outcome for the same expression' : draft.note,
      };
    });
}

function questionOf({ setup, expression }: Draft): string {
  return `${setup}\n\0\n${expression}`.replace(/\s+/g, ' ');
}

function isSame(one: ExpectedOutcome, other: ExpectedOutcome): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
