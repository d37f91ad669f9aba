import type { Spec } from '../../spec/index.ts';
import { listCalls } from '../observation/observed-calls.ts';
import type { Effect, EffectKind } from '../observation/types.ts';

/** One sentence about an effect, for a person. */
export function renderEffect({ kind, name, text, phase, place }: Effect, spec: Spec): string {
  const shown = text.replace(/\s+/g, ' ').slice(0, 80);
  const call = listCalls(spec)[place];
  const time =
    phase === 'import'
      ? 'when it is loaded'
      : call === undefined
        ? 'when it is called'
        : `when it is called (${call.id}: ${call.expression.replace(/\s+/g, ' ').slice(0, 80)})`;
  const about = shown === '' ? '' : ` (${shown})`;
  const words: Readonly<Record<EffectKind, string>> = {
    network: `it reaches for the network ${time}: ${name}${about}`,
    process: `it starts a program ${time}: ${name}${about}`,
    thread: `it starts a thread ${time}: ${name}`,
    write: `it changes files ${time}: ${name}${about}`,
    read: `it reads files outside of the package ${time}: ${name}${about}`,
    print: `it prints ${time}: ${shown}`,
    exit: `it ends the process ${time}: ${/[.:]/.test(name) ? name : `process.${name}`}(${shown})`,
    settings: `it changes settings of the process ${time}: ${name}${about}`,
    listener: `it listens to the process ${time}: ${shown}`,
    prototype: `it changes what all code shares ${time}: ${name} (${shown})`,
    builtin: `it changes a module of ${spec.surface.language === 'python' ? 'Python' : 'Node'} ${time}: ${name} (${shown})`,
    global: `it changes a global variable ${time}: ${shown}`,
    alive: `it keeps the process alive ${time}: ${name}`,
    interpreter: `it reaches into the interpreter ${time}: ${name}${about}`,
    pollution: `input can change Object.prototype through ${name}, called with ${shown}`,
  };
  return words[kind];
}
