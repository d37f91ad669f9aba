import { mkdir, statfs } from 'node:fs/promises';
import { resolve } from 'node:path';
import { findLocalRuntime, findModel } from '../../agents/index.ts';
import { type AgentConfig, type Config, placesBelow } from '../../config/index.ts';
import { askNpm, renderError } from '../../core/index.ts';
import type { CliContext } from '../context.ts';
import { renderSize } from '../progress/format.ts';
import { type Finding, ok } from './types.ts';

const wantedFreeBytes = 3_000_000_000;

export async function checkNpm(): Promise<Finding> {
  const version = (await askNpm(['--version']).catch(() => '')).trim();
  if (version !== '') return ok('npm', version);
  return {
    name: 'npm',
    status: 'missing',
    detail: 'not usable here',
    remedy: 'install npm, which comes with Node',
  };
}

/** TypeScript is part of phalus; what is asked is whether it loads. */
export async function checkCompiler(): Promise<Finding> {
  const { version } = (await import('typescript')).default;
  return ok('tsc', `TypeScript ${version}, phalus's own`);
}

/** One line an agent: where its model is, or what it lacks. */
export function checkModels(context: CliContext, config: Config): Finding[] {
  return [
    checkModel(context, 'model of agent A', config.llm.agent_a),
    checkModel(context, 'model of agent B', config.llm.agent_b),
    checkRuntime(context, config),
  ].filter((finding) => finding !== null);
}

export function checkModel(
  { homeDirectory, program }: CliContext,
  name: string,
  agent: AgentConfig,
): Finding {
  const missing = (detail: string, remedy: string): Finding => ({ name, status: 'missing', detail, remedy });
  if (agent.provider !== 'local') {
    if (agent.model === '')
      return missing(`${agent.provider} without a model`, 'set model for the agent under llm');
    return ok(name, `${agent.provider}/${agent.model}, not asked`);
  }
  try {
    const found = findModel(agent.model, placesBelow(homeDirectory).models);
    if (found.installed) return ok(name, `${found.name}, ${found.path}`);
    return missing(
      `${found.name} is not here yet`,
      `${program} model pull ${found.name} (a run does it by itself)`,
    );
  } catch (error) {
    return missing(renderError(error), `${program} model list shows what there is`);
  }
}

function checkRuntime({ homeDirectory, program }: CliContext, { llm }: Config): Finding | null {
  if (llm.agent_a.provider !== 'local' && llm.agent_b.provider !== 'local') return null;
  const entry = findLocalRuntime(placesBelow(homeDirectory).runtime);
  if (entry !== null) return ok('model runtime', 'node-llama-cpp');
  return {
    name: 'model runtime',
    status: 'missing',
    detail: 'node-llama-cpp is not here yet',
    remedy: `${program} model pull (a run does it by itself)`,
  };
}

/** Room where models go and where results go. */
export async function checkDisk(context: CliContext, config: Config): Promise<Finding> {
  const folders = [
    placesBelow(context.homeDirectory).models,
    resolve(context.workDirectory, config.output.directory, '..'),
  ];
  const free = await Promise.all(folders.map(readFreeBytes));
  const least = Math.min(...free);
  const detail = `${renderSize(least)} free`;
  if (least >= wantedFreeBytes) return ok('disk space', detail);
  return {
    name: 'disk space',
    status: 'missing',
    detail,
    remedy: `make room: ${renderSize(wantedFreeBytes)} are wanted`,
  };
}

async function readFreeBytes(folder: string): Promise<number> {
  await mkdir(folder, { recursive: true });
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
