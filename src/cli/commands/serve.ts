import { fileURLToPath } from 'node:url';
import type { Config } from '../../config/index.ts';
import type { Services } from '../../pipeline/index.ts';
import type { JobManager, Readiness } from '../../server/index.ts';
import type { CommandDefinition, Invocation } from '../command.ts';
import { commandSummaries } from '../command-summaries.ts';
import { checkModels } from '../doctor/checks.ts';
import { describeSandbox, findConfiguredSandbox } from '../doctor/sandboxes.ts';
import type { Finding } from '../doctor/types.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { loadCliConfig } from '../load-cli-config.ts';
import { createProgress, type Progress } from '../progress/progress.ts';
import { renderFailure } from '../reporter.ts';
import { readVersion } from '../version.ts';

/** What still holds the process after the server's end is waited for no longer. */
const lingerMs = 100;

export const serveCommand: CommandDefinition = {
  name: 'serve',
  summary: commandSummaries.serve,
  examples: ['serve', 'serve --port 8080 --output results'],
  arguments: [],
  options: [],
  configFlags: ['--host', '--port', '--output'],
  run: async (invocation) => {
    const { config } = await loadCliConfig(invocation);
    const progress = createProgress(invocation.context, invocation.reporter);
    try {
      return await serve(invocation, config, progress);
    } finally {
      progress.stop();
    }
  },
};

async function serve(invocation: Invocation, config: Config, progress: Progress): Promise<ExitCode> {
  const { context, reporter } = invocation;
  const { createApp, openJobManager, startServer } = await import('../../server/index.ts');
  let jobs: JobManager | null = null;
  const server = await startServer(config.web, async () => {
    jobs = await openJobManager({
      config,
      openServices: () => openServices(invocation, config, progress),
      now: context.now,
      newId: () => crypto.randomUUID(),
    });
    return createApp({
      version: readVersion(),
      readReadiness: () => readReadiness(invocation, config),
      jobs,
      pageFolder: findPageFolder(),
      token: config.web.token,
      onFailure: (error) => progress.say(renderFailure(error, reporter.colors, reporter.verbose).trimEnd()),
    });
  });
  progress.say(`phalus listens on ${server.url}; Ctrl-C ends it`);
  if (reporter.json) reporter.printJson({ url: server.url });
  await untilInterrupted(invocation);
  // The jobs first, so that whoever listens is told that they were interrupted.
  await (jobs as JobManager | null)?.close();
  await server.close();
  setTimeout(() => context.kill(exitCodes.passed), lingerMs).unref();
  return exitCodes.passed;
}

async function openServices({ context }: Invocation, config: Config, progress: Progress): Promise<Services> {
  const { createServices } = await context.loadPipeline();
  return createServices({
    config,
    environment: context.environment,
    homeDirectory: context.homeDirectory,
    workDirectory: context.workDirectory,
    say: progress.say,
    fetchModel: async (agent, signal) => {
      const { fetchModel } = await import('../local-model/fetch-model.ts');
      await fetchModel({ context, config, progress }, agent, signal);
    },
  });
}

async function readReadiness({ context }: Invocation, config: Config) {
  return {
    model: combine(checkModels(context, config), context.homeDirectory),
    sandbox: combine([describeSandbox(await findConfiguredSandbox(context, config))], context.homeDirectory),
  };
}

/** Where the build puts the page; run from source, it may lie in the build of the same clone. */
function findPageFolder(): string {
  const isSource = import.meta.url.endsWith('.ts');
  return fileURLToPath(new URL(isSource ? '../../../dist/web' : '../../web', import.meta.url));
}

function untilInterrupted({ context }: Invocation): Promise<void> {
  return new Promise((resolve) => {
    const end = context.onInterrupt(() => {
      end();
      resolve();
    });
  });
}

/** Where the user's home lies is told to nobody who asks over the network. */
function combine(findings: readonly Finding[], homeDirectory: string): Readiness {
  const tell = (text: string) => (homeDirectory.length > 1 ? text.replaceAll(homeDirectory, '~') : text);
  const lacking = findings.find(({ status }) => status !== 'ok');
  if (lacking !== undefined) {
    return { ready: false, reason: tell(lacking.detail), remedy: tell(lacking.remedy ?? '') };
  }
  return { ready: true, detail: tell(findings.map(({ detail }) => detail).join('; ')) };
}
