import type { Sandbox } from '../../../sandbox/types.ts';
import type { PackageFiles } from '../../../scenarios/index.ts';
import type { Spec } from '../../../spec/index.ts';
import { runGoCalls } from '../../../targets/index.ts';
import type { Effect, Observation } from '../types.ts';
import { readGoReach } from './read-go-reach.ts';
import { readRustReach } from './read-rust-reach.ts';

interface Request {
  readonly files: PackageFiles;
  readonly spec: Spec;
  readonly sandbox: Sandbox;
  readonly signal?: AbortSignal;
}

const limitMs = 2_000;

/**
 * Starts a Go package in the sandbox, where it shows what it prints, which files it leaves and whether it ends the process;
 * no system call is watched. What it reaches else is read in its code.
 */
export async function observeGoPackage({ files, spec, sandbox, signal }: Request): Promise<Observation> {
  const run = { files, spec, sandbox, calls: [], limitMs, isOriginal: false, ...(signal && { signal }) };
  const [report, reach] = [await runGoCalls(run), await readGoReach(files)];
  const { started, loadError } = report;
  const shown: Effect[] = [
    ...(started === null || started.printed === ''
      ? []
      : [
          {
            phase: 'import' as const,
            place: -1,
            kind: 'print' as const,
            name: 'output',
            text: started.printed.slice(0, 200),
          },
        ]),
    ...(started?.files ?? []).map((name) => ({
      phase: 'import' as const,
      place: -1,
      kind: 'write' as const,
      name,
      text: '',
    })),
  ];
  return {
    ...{ effects: [...shown, ...(reach ?? [])], members: new Map(), loadError },
    reached: loadError === null ? 'end' : 'nothing',
    passedReason:
      reach === null
        ? 'starting it printed nothing and left no file; its code could not be read for more'
        : 'starting it printed nothing and left no file, and its code names no network, program or exit of the standard library where it starts or is called',
  };
}

/** Nothing of a crate runs before it is called: what it reaches then is read in its code, and no call is watched. */
export async function observeRustPackage({ files }: Pick<Request, 'files'>): Promise<Observation> {
  const reach = await readRustReach(files);
  return {
    ...{ effects: reach ?? [], members: new Map(), loadError: null, reached: 'end' },
    passedReason:
      reach === null
        ? 'nothing of a crate runs before it is called; its code could not be read for more'
        : 'nothing of a crate runs before it is called, and its code names no network, program or exit of the standard library',
  };
}
