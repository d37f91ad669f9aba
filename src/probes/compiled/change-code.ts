import type { Code } from '../observe-call.ts';
import type { Random } from '../random.ts';
import type { RandomCall } from '../random-calls.ts';
import { changeString, type ValuePool } from '../value-pool.ts';
import { findGroups, type Group, type Spelling, scanTokens, type Token } from './spelling.ts';
import { widenText, wideShare } from './wide-texts.ts';

export interface ChangeTools {
  readonly spelling: Spelling;
  readonly pool: ValuePool;
  readonly random: Random;
  /** A new value for the argument at `place` of what `callee` names; null where nothing is known of it. */
  renewArgument(
    callee: string,
    place: number,
  ): { readonly text: string; readonly isOrdinary: boolean } | null;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly isOrdinary: boolean;
}

/** A call with one to three of its values changed. */
export function changeCall(tools: ChangeTools, call: Code): RandomCall {
  const { random } = tools;
  let [setup, expression, isOrdinary] = [call.setup, call.expression, true];
  for (let time = random.pick([1, 1, 2, 3]); time > 0; time -= 1) {
    const inSetup = setup !== '' && (random.next() < 0.5 || listEdits(tools, expression).length === 0);
    const code = inSetup ? setup : expression;
    const edits = listEdits(tools, code);
    if (edits.length === 0) continue;
    const { start, end, text, isOrdinary: fine } = random.pick(edits)();
    const changed = code.slice(0, start) + text + code.slice(end);
    if (inSetup) setup = changed;
    else expression = changed;
    isOrdinary &&= fine;
  }
  return { setup, expression, isOrdinary };
}

function listEdits(tools: ChangeTools, code: string): (() => Edit)[] {
  const tokens = scanTokens(code, tools.spelling);
  const values = tokens.flatMap((token, index) => {
    const change = changeToken(tools, tokens, index);
    const { start, end } = token;
    const edit = change === null ? null : (): Edit => ({ start, end, ...change() });
    return edit === null ? [] : [edit, edit];
  });
  const groups = findGroups(tokens);
  return [...values, ...groups.flatMap((group) => listGroupEdits(tools, { code, tokens, group }))];
}

type Change = () => { readonly text: string; readonly isOrdinary: boolean };

function changeToken(tools: ChangeTools, tokens: readonly Token[], index: number): Change | null {
  const { spelling, pool, random } = tools;
  const { kind, text } = tokens[index] as Token;
  if (kind === 'text') {
    const value = spelling.readText(text);
    // What a macro is given first is mostly a pattern of its own, and no value.
    const isPattern = tokens[index - 1]?.text === '(' && tokens[index - 2]?.text === '!';
    if (value === null || isPattern) return null;
    const prefix = /^b/.exec(text)?.[0] ?? '';
    const changed = (): string =>
      random.next() < wideShare ? widenText(value, random) : changeString(value, pool, random);
    return () => ({ text: prefix + spelling.quoteText(changed()), isOrdinary: true });
  }
  if (kind === 'sign') {
    const prefix = /^b/.exec(text)?.[0] ?? '';
    return () => ({
      text: prefix + spelling.quoteSign(random.pick([..."aZ0 -_.é/,\n9x'"])),
      isOrdinary: true,
    });
  }
  if (kind === 'number') return () => changeNumber(tools, text, isNegated(tokens, index));
  if (text === 'true') return () => ({ text: 'false', isOrdinary: true });
  if (text === 'false') return () => ({ text: 'true', isOrdinary: true });
  return null;
}

function isNegated(tokens: readonly Token[], index: number): boolean {
  const [before, further] = [tokens[index - 1], tokens[index - 2]];
  return before?.text === '-' && (further === undefined || /^[([{,=&:]$/.test(further.text));
}

const edges = [127, 128, 255, 256, 32_767, 65_535, 2_147_483_647, 4_294_967_295];

function changeNumber(
  { pool, random }: ChangeTools,
  literal: string,
  isNegative: boolean,
): ReturnType<Change> {
  const [, digits = '0', suffix = ''] = /^([\d_.]+(?:[eE][+-]?\d+)?)(\w*)$/.exec(literal) ?? [];
  const value = Number(digits.replaceAll('_', ''));
  const isFraction = /[.eE]/.test(digits) || suffix.startsWith('f');
  const say = (next: number, isOrdinary = true): ReturnType<Change> => {
    const text = isFraction && Number.isInteger(next) ? `${next}.0` : String(next);
    return { text: text.startsWith('-') ? `(${text}${suffix})` : `${text}${suffix}`, isOrdinary };
  };
  if (!Number.isFinite(value) || value > Number.MAX_SAFE_INTEGER) return say(random.pick([0, 1, 255]));
  switch (random.whole(10)) {
    case 0:
      return say(value + 1);
    case 1:
      return say(Math.max(0, value - 1));
    case 2:
      return say(isNegative ? value : -value, isNegative || value === 0);
    case 3:
      return isFraction ? say(Math.round(value * 50) / 100) : say(value * 2);
    case 4:
      return isFraction ? say(Math.round((value + random.next()) * 1000) / 1000) : say(value * 10);
    case 5:
      return say(random.pick(edges), value > 100);
    default:
      return say(Math.abs(random.pick(pool.numbers)));
  }
}

interface Place {
  readonly code: string;
  readonly tokens: readonly Token[];
  readonly group: Group;
}

function listGroupEdits(tools: ChangeTools, { code, tokens, group }: Place): (() => Edit)[] {
  const { spelling, random } = tools;
  const { start, end, items } = group;
  const texts = items.map((item) => code.slice(item.start, item.end));
  if (spelling.opensList(tokens, group.open)) {
    if (texts.length === 0) return [];
    return [() => ({ start, end, text: changeItems(texts, random).join(', '), isOrdinary: true })];
  }
  const callee = readCallee(tokens, group.open);
  if (callee === null) return [];
  return items.flatMap((item, place) => {
    const renewed = (): Edit => {
      const value = tools.renewArgument(callee, place);
      return value === null
        ? { ...item, text: texts[place] ?? '', isOrdinary: true }
        : { ...item, text: value.text, isOrdinary: value.isOrdinary };
    };
    const neighbour = texts[place === 0 ? 1 : place - 1];
    const swapped = (): Edit => ({ ...item, text: neighbour ?? '', isOrdinary: true });
    return [renewed, ...(neighbour === undefined ? [] : [swapped])];
  });
}

function changeItems(texts: readonly string[], random: Random): string[] {
  const changed = [...texts];
  switch (random.whole(6)) {
    case 0:
      changed.splice(random.whole(changed.length + 1), 0, random.pick(texts));
      break;
    case 1:
      changed.splice(random.whole(changed.length), 1);
      break;
    case 2:
      changed.reverse();
      break;
    case 3:
      changed.push(...texts);
      break;
    case 4:
      return [];
    default:
      changed.sort(() => random.next() - 0.5);
  }
  return changed;
}

/** The name in front of a bracket that holds arguments: the last word of it. */
function readCallee(tokens: readonly Token[], open: number): string | null {
  const [bracket, before] = [tokens[open], tokens[open - 1]];
  return bracket?.text === '(' && before?.kind === 'word' ? before.text : null;
}
