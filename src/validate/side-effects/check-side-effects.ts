import { z } from 'zod';
import type { PackageFiles } from '../../scenarios/types.ts';
import type { Spec } from '../../spec/index.ts';
import { type Check, count, type Finding, skipWithoutSandbox } from '../check.ts';
import { listCalls } from '../observation/observe-package.ts';
import type { Effect, EffectKind, Observation } from '../observation/types.ts';

/** Loading a package, and calling it as documented, changes nothing around it and reaches nothing outside of it. */
export const checkSideEffects: Check = {
  name: 'side-effects',
  async run(context): Promise<Finding> {
    const { files, spec, sandbox, language } = context;
    const installs = findInstallScripts(files);
    if (language.target !== null) {
      const reason = `a package in ${language.target.language} is not watched while it is loaded; its sandbox has no network and no files of this machine`;
      return {
        status: 'not-applicable',
        reason,
        detail: { language: language.target.language },
      };
    }
    const [script] = installs;
    if (script !== undefined) {
      const reason = `package.json runs a command when the package is installed: ${script}`;
      return { status: 'failed', reason, detail: { install_scripts: installs } };
    }
    if (sandbox.kind === 'unavailable') return skipWithoutSandbox(sandbox);
    return judge(await context.observe(sandbox.sandbox), spec);
  },
};

const Scripts = z.object({ scripts: z.record(z.string(), z.unknown()) });

/** Commands that npm runs on the machine of who installs the package. */
function findInstallScripts(files: PackageFiles): string[] {
  const named = ['preinstall', 'install', 'postinstall', 'prepare'];
  const parsed = Scripts.safeParse(parseJson(files['package.json'] ?? ''));
  const scripts = parsed.success ? parsed.data.scripts : {};
  const found = named.filter((name) => Object.hasOwn(scripts, name));
  return [
    ...found.map((name) => `${name}: ${scripts[name]}`),
    ...('binding.gyp' in files ? ['node-gyp'] : []),
  ];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

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
    reason: `loading it and calling ${count(calls, 'example')} reached no network, file or process and changed nothing that all code shares`,
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
  exit: /\bprocess\.exit\b/,
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

function readProse({ texts }: Spec): string {
  const {
    '01-overview.md': overview,
    '03-behavior-spec.md': behaviour,
    '05-configuration.md': options,
  } = texts;
  return `${overview}\n${behaviour}\n${options}\n${texts['07-error-catalog.md']}\n${texts['08-compatibility-notes.md']}`;
}

function renderEffect({ kind, name, text, phase, place }: Effect, spec: Spec): string {
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
    exit: `it ends the process ${time}: process.${name}(${shown})`,
    settings: `it changes settings of the process ${time}: ${name}${about}`,
    listener: `it listens to the process ${time}: ${shown}`,
    prototype: `it changes what all code shares ${time}: ${name} (${shown})`,
    builtin: `it changes a module of Node ${time}: ${name} (${shown})`,
    global: `it changes a global variable ${time}: ${shown}`,
    alive: `it keeps the process alive ${time}: ${name}`,
    pollution: `input can change Object.prototype through ${name}, called with ${shown}`,
  };
  return words[kind];
}
