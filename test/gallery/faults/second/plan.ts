import type { Exhibit } from '../../judge-exhibit.ts';
import type { Change } from '../../plant.ts';
import { replace } from '../../plant.ts';

export const code = 'src/index.js';
const start = 'export default function tallyWords(text, options = {}) {\n';

/** What a cheat does at the beginning of each call of tallyWords. */
export function onCall(line: string): Change {
  return replace(code, start, `${start}  ${line}\n`);
}

/** One attack: to be noticed by `check`, with a person's eye where `verdict` says so. */
export function attack(
  name: string,
  [check, verdict]: readonly [Exhibit['check'], Exhibit['verdict']],
  reason: RegExp,
  change: Change,
  more: Partial<Exhibit> = {},
): Exhibit {
  // What fails for itself fails without the original, which takes the longest to ask.
  const withOriginal = verdict !== 'FAIL';
  return { name, base: 'words', check, verdict, reason, change, withOriginal, ...more };
}
