import { Config } from '../../config/index.ts';
import { PhalusError, renderError } from '../../core/index.ts';
import type { CommandDefinition, Invocation } from '../command.ts';
import { commandSummaries } from '../command-summaries.ts';
import { checkCompiler, checkDisk, checkModels, checkNpm } from '../doctor/checks.ts';
import { checkRegistries } from '../doctor/registries.ts';
import { checkBackends, describeSandbox, findConfiguredSandbox } from '../doctor/sandboxes.ts';
import { checkToolchains } from '../doctor/toolchains.ts';
import { type Finding, ok } from '../doctor/types.ts';
import { exitCodes } from '../exit-codes.ts';
import { loadCliConfig } from '../load-cli-config.ts';
import { type Colors, stripControls } from '../reporter.ts';

export const doctorCommand: CommandDefinition = {
  name: 'doctor',
  summary: commandSummaries.doctor,
  examples: ['doctor', 'doctor --json'],
  arguments: [],
  options: [],
  configFlags: [],
  run: async (invocation) => {
    const { reporter } = invocation;
    const findings = await examine(invocation);
    if (reporter.json) reporter.printJson({ findings });
    else for (const line of renderFindings(findings, reporter.resultColors)) reporter.print(line);
    return findings.some(({ status }) => status === 'missing') ? exitCodes.failed : exitCodes.passed;
  },
};

async function examine(invocation: Invocation): Promise<readonly Finding[]> {
  const { context } = invocation;
  const { config, finding } = await examineConfig(invocation);
  const sandbox = findConfiguredSandbox(context, config);
  const [probe, backends, toolchains, npm, compiler, disk, registries] = await Promise.all([
    sandbox,
    checkBackends(context),
    sandbox.then(checkToolchains),
    checkNpm(),
    checkCompiler(),
    checkDisk(context, config),
    checkRegistries(context, config),
  ]);
  const node = ok('node', process.versions.node);
  return [
    node,
    npm,
    compiler,
    describeSandbox(probe),
    ...backends,
    ...toolchains,
    ...checkModels(context, config),
    ...registries,
    disk,
    finding,
  ];
}

/** A configuration that does not load is a finding; the rest is examined with the defaults. */
async function examineConfig(invocation: Invocation): Promise<{ config: Config; finding: Finding }> {
  try {
    const { config, sources } = await loadCliConfig(invocation);
    const set = [...sources.values()].filter(({ kind }) => kind !== 'default').length;
    return { config, finding: ok('configuration', set === 0 ? 'all defaults' : `${set} keys set`) };
  } catch (error) {
    const remedy = error instanceof PhalusError ? error.hint : undefined;
    return {
      config: Config.parse({}),
      finding: {
        name: 'configuration',
        status: 'missing',
        detail: renderError(error),
        remedy: remedy ?? 'mend the configuration file',
      },
    };
  }
}

export function renderFindings(findings: readonly Finding[], colors: Colors): string[] {
  const width = Math.max(...findings.map(({ name }) => name.length));
  return findings.flatMap(({ name, status, detail, remedy }) => {
    const mark = {
      ok: colors.green('ok     '),
      missing: colors.red('missing'),
      optional: colors.dim('absent '),
    }[status];
    const line = `${mark}  ${name.padEnd(width)}  ${stripControls(detail).replace(/\s*\n\s*/g, ' ')}`;
    return remedy === null
      ? [line]
      : [line, `         ${' '.repeat(width)}  ${colors.cyan('→')} ${stripControls(remedy)}`];
  });
}
