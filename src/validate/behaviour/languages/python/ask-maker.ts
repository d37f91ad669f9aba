import type { Code, RandomCall } from '../../../../probes/index.ts';
import type { ScenarioBinding } from '../../../../spec/index.ts';
import type { AnswerNode, LanguageRequest } from '../types.ts';
import { guestMaker } from './guest-maker.ts';

/** What the maker of calls knows of a package. */
export interface MakerMaterial extends LanguageRequest {
  readonly bindings: readonly ScenarioBinding[];
  readonly examples: readonly Code[];
  /** Code of the rebuilt package: its words are tried as values. The original's is not looked at. */
  readonly sources: readonly string[];
}

export type MakerTask =
  | {
      readonly task: 'make';
      readonly corpus: readonly RandomCall[];
      readonly count: number;
      readonly round: number;
      readonly seed: number;
    }
  | { readonly task: 'types' | 'smaller' | 'shapes'; readonly calls: readonly Code[] }
  | {
      readonly task: 'answers';
      readonly calls: readonly (Code & { readonly table: readonly AnswerNode[] })[];
    };

/** Has the maker do one task, in the sandbox without any package. Throws SandboxError, and Error where it fails. */
export async function askMaker<Answer>(material: MakerMaterial, task: MakerTask): Promise<readonly Answer[]> {
  if (task.task !== 'make' && task.calls.length === 0) return [];
  const { spec, sandbox, bindings, examples, sources, signal } = material;
  const result = await sandbox.run({
    command: ['python3', '-I', '-S', '-B', 'maker.py'],
    toolchain: 'python',
    files: { 'maker.py': guestMaker },
    standardInput: JSON.stringify({
      ...task,
      bindings: bindings.map(({ local, export: name }) => [local, name]),
      exports: spec.surface.exports,
      ...{ examples, sources: task.task === 'make' ? sources : [] },
    }),
    limits: { wallTimeMs: 60_000, cpuSeconds: 60, outputBytes: 32 * 1024 * 1024 },
    ...(signal && { signal }),
  });
  if (result.exitCode !== 0) {
    throw new Error(
      `Cannot make calls: ${result.standardError.trim().slice(-300) || 'the program did not end'}`,
    );
  }
  return JSON.parse(result.standardOutput) as readonly Answer[];
}
