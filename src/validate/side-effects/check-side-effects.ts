import type { Spec } from '../../spec/index.ts';
import { type Check, count, type Finding } from '../check.ts';
import { findRunner } from '../language/require-toolchain.ts';
import { listCalls } from '../observation/observed-calls.ts';
import type { Effect, EffectKind, Observation } from '../observation/types.ts';
import { findInstallScripts } from './find-install-scripts.ts';
import { judgeText } from './judge-text.ts';
import { readProse } from './read-prose.ts';
import { renderEffect } from './render-effect.ts';

/** Loading a package, and calling it as documented, changes nothing around it and reaches nothing outside of it. */
export const checkSideEffects: Check = {
  name: 'side-effects',
  async run(context): Promise<Finding> {
    const { files, spec, language } = context;
    const installs = findInstallScripts(files);
    const [script] = installs;
    if (script !== undefined) {
      const reason = `the package runs a command when it is installed: ${script}`;
      return { status: 'failed', reason, detail: { install_scripts: installs } };
    }
    const runner = await findRunner(context);
    if ('finding' in runner) return runner.finding;
    const finding = judge(await context.observe(runner.sandbox), spec);
    return finding.status === 'passed' && language.target === null ? judgeText(context, finding) : finding;
  },
};

interface Judged {
  readonly effect: Effect;
  readonly words: string;
  readonly isFault: boolean;
}

function judge(observation: Observation, spec: Spec): Finding {
  const judged = observation.effects.flatMap((effect) => judgeEffect(effect, spec));
  const detail = {
    effects: judged.map(({ effect, isFault }) => ({ ...effect, fault: isFault })).slice(0, 50),
  };
  const fault = judged.find(({ isFault }) => isFault);
  const more = judged.length > 1 ? ` (and ${judged.length - 1} more)` : '';
  if (fault !== undefined) return { status: 'failed', reason: `${fault.words}${more}`, detail };
  if (observation.loadError !== null) {
    const words = observation.loadError.replace(/\s+/g, ' ').slice(0, 200);
    return { status: 'failed', reason: `the package does not load: ${words}`, detail };
  }
  if (observation.reached === 'loaded') {
    const reason = 'the process ended, or did not end, while the examples were called';
    return { status: 'review', reason, detail };
  }
  const [first] = judged;
  if (first !== undefined) return { status: 'review', reason: `${first.words}${more}`, detail };
  const calls = Math.min(listCalls(spec).length, 60);
  return {
    status: 'passed',
    reason:
      observation.passedReason ??
      `loading it and calling ${count(calls, 'example')} reached no network, file or process and changed nothing that all code shares`,
    detail,
  };
}

/** Words of a documentation that speaks of such things, where calling may do them. */
const documentedBy: Partial<Record<EffectKind, RegExp>> = {
  network: /\b(?:https?|fetch\w*|request\w*|urls?|network|sockets?|server|dns|download\w*|port)\b/i,
  process: /\b(?:spawn\w*|exec\w*|process(?:es)?|commands?|shell|program)\b/i,
  thread: /\b(?:threads?|workers?|parallel)\b/i,
  write: /\b(?:files?|folders?|director\w+|writes?|disk|paths?)\b/i,
  read: /\b(?:files?|folders?|director\w+|reads?|disk|paths?)\b/i,
  print: /\b(?:prints?|logs?|console|stdout|output|warn\w*)\b/i,
  exit: /\b(?:process|sys)\.exit\b/,
  settings: /\benv(?:ironment)?\b/i,
  listener: /\b(?:signals?|exit|listen\w*|uncaught\w*)\b/i,
  global: /\bglobal(?:s|This)?\b/i,
  alive: /\b(?:timers?|timeouts?|intervals?|delay\w*|server|watch\w*|poll\w*)\b/i,
  prototype: /\bprototype\b/,
};

const grave: ReadonlySet<EffectKind> = new Set([
  'network',
  'process',
  'exit',
  'prototype',
  'builtin',
  'pollution',
  'interpreter',
]);

/** None for what the documentation speaks of and the package does when it is called. */
function judgeEffect(effect: Effect, spec: Spec): Judged[] {
  const { kind, phase } = effect;
  const isDocumented = documentedBy[kind]?.test(readProse(spec)) ?? false;
  if (phase === 'probe' && kind !== 'pollution') return [];
  // A call prints, waits and reads what it is given; only what stays behind is of interest.
  if (phase === 'call' && (isDocumented || kind === 'print' || kind === 'read' || kind === 'alive'))
    return [];
  const isAboutPrototypes = kind === 'prototype' && isDocumented;
  const isFault = grave.has(kind) && !isAboutPrototypes && (phase !== 'call' || !isReaching(kind));
  return [{ effect, words: renderEffect(effect, spec), isFault }];
}

/** What reaches out may be what a call is for, although no sentence was found that says so. */
function isReaching(kind: EffectKind): boolean {
  return kind === 'network' || kind === 'process';
}
