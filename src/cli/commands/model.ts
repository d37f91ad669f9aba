import { resolve } from 'node:path';
import {
  defaultModelName,
  type FoundModel,
  findModel,
  listModels,
  ModelError,
  type PullRequest,
} from '../../agents/index.ts';
import { placesBelow } from '../../config/index.ts';
import { type CommandDefinition, type Invocation, textOption } from '../command.ts';
import { commandSummaries } from '../command-summaries.ts';
import { CliError } from '../errors.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { createInterrupt } from '../interrupt.ts';
import { loadCliConfig } from '../load-cli-config.ts';
import { ensureRuntime, pullWithBar } from '../local-model/pull.ts';
import { renderSize } from '../progress/format.ts';
import { createProgress } from '../progress/progress.ts';

export const modelCommand: CommandDefinition = {
  name: 'model',
  summary: commandSummaries.model,
  examples: [
    'model list',
    'model pull',
    'model pull --url https://models.example/small.gguf --sha256 <64 digits>',
  ],
  arguments: [
    { syntax: '<action>', description: 'what to do', choices: ['list', 'pull', 'path'] },
    { syntax: '[name]', description: 'a model of the list; the default one when absent' },
  ],
  options: [
    { syntax: '--file <path>', description: 'pull: a GGUF file of your own' },
    { syntax: '--url <address>', description: 'pull: from this address; needs --sha256' },
    { syntax: '--sha256 <digest>', description: 'pull: what the whole file must have' },
  ],
  configFlags: [],
  run: (invocation) => {
    const [action, name = ''] = invocation.arguments;
    if (action === 'list') return list(invocation);
    return action === 'pull' ? pull(invocation, name) : showPath(invocation, name);
  },
};

async function list({ context, reporter }: Invocation): Promise<ExitCode> {
  const found = await listModels(placesBelow(context.homeDirectory).models);
  if (reporter.json) reporter.printJson(found.map(modelToJson));
  else for (const model of found) reporter.print(renderModel(model));
  return exitCodes.passed;
}

function renderModel({ name, path, installed, entry }: FoundModel): string {
  const facts =
    entry === null ? 'your own' : `${renderSize(entry.sizeBytes)}, ${entry.license}, ${entry.purpose}`;
  return `${name}  ${facts}\n  ${installed ? path : 'not here: phalus model pull'}${installed || name === defaultModelName ? '' : ` ${name}`}`;
}

function modelToJson({ name, path, installed, entry }: FoundModel): unknown {
  return {
    name,
    path,
    installed,
    default: name === defaultModelName,
    size_bytes: entry?.sizeBytes ?? null,
    license: entry?.license ?? null,
    sha256: entry?.sha256 ?? null,
  };
}

async function pull(invocation: Invocation, name: string): Promise<ExitCode> {
  const { context, reporter } = invocation;
  const { config } = await loadCliConfig(invocation);
  const request = readRequest(invocation, name);
  const progress = createProgress(context, reporter);
  const interrupt = createInterrupt(context, {
    onFirst: () => progress.say('stopping; what was fetched is kept, pull again to go on'),
    onSecond: progress.stop,
  });
  try {
    const settings = { indexOverride: config.registries.pypi, signal: interrupt.signal };
    const pulled = await pullWithBar({ context, progress }, request, settings);
    await ensureRuntime(context, progress, interrupt.signal);
    progress.stop();
    reporter.print(`${pulled.name}  ${pulled.alreadyThere ? 'was there' : 'is here'}: ${pulled.path}`);
    if (reporter.json) reporter.printJson({ ...pulled });
    return exitCodes.passed;
  } finally {
    progress.stop();
    interrupt.end();
  }
}

function readRequest(invocation: Invocation, name: string): PullRequest {
  const [file, url, sha256] = ['file', 'url', 'sha256'].map((option) => textOption(invocation, option));
  if ((file !== undefined || url !== undefined) && name !== '')
    throw wrongPull('a name and --file or --url exclude each other');
  if (file !== undefined && url !== undefined) throw wrongPull('--file and --url exclude each other');
  if (file !== undefined) {
    const path = resolve(invocation.context.workDirectory, file);
    return { kind: 'file', path, ...(sha256 !== undefined && { sha256 }) };
  }
  if (url === undefined) return { kind: 'catalogue', entry: findEntry(invocation, name) };
  if (sha256 === undefined)
    throw wrongPull('--url needs --sha256, which decides whether the file is the right one');
  return { kind: 'url', url, sha256 };
}

function findEntry({ context }: Invocation, name: string) {
  const { entry } = findModel(name, placesBelow(context.homeDirectory).models);
  if (entry !== null) return entry;
  throw wrongPull(`"${name}" is a file of your own and is here already`);
}

async function showPath({ context, reporter }: Invocation, name: string): Promise<ExitCode> {
  const found = findModel(name, placesBelow(context.homeDirectory).models);
  if (!found.installed) {
    throw new ModelError('not-installed', `Cannot find the file of ${found.name}: it was not pulled yet`, {
      hint: `Run ${context.program} model pull ${found.name}`,
    });
  }
  if (reporter.json) reporter.printJson({ name: found.name, path: found.path });
  else reporter.print(found.path);
  return exitCodes.passed;
}

function wrongPull(problem: string): CliError {
  return new CliError('usage', `Cannot pull a model: ${problem}`, {
    hint: 'phalus model --help shows the ways',
  });
}
