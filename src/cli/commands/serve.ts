import { createApp, type Readiness, startServer } from '../../server/index.ts';
import type { CommandDefinition, Invocation } from '../command.ts';
import { commandSummaries } from '../command-summaries.ts';
import { checkModels, checkSandbox } from '../doctor/checks.ts';
import type { Finding } from '../doctor/types.ts';
import { exitCodes } from '../exit-codes.ts';
import { loadCliConfig } from '../load-cli-config.ts';
import { readVersion } from '../version.ts';

export const serveCommand: CommandDefinition = {
  name: 'serve',
  summary: commandSummaries.serve,
  examples: ['serve', 'serve --port 8080'],
  arguments: [],
  options: [],
  configFlags: ['--host', '--port'],
  run: async (invocation) => {
    const { context, reporter } = invocation;
    const { config } = await loadCliConfig(invocation);
    const app = createApp({
      version: readVersion(),
      readReadiness: async () => ({
        model: combine(checkModels(context, config)),
        sandbox: combine([await checkSandbox()]),
      }),
    });
    const server = await startServer(app, config.web);
    reporter.say(`phalus listens on ${server.url}; Ctrl-C ends it`);
    if (reporter.json) reporter.printJson({ url: server.url });
    await untilInterrupted(invocation);
    await server.close();
    return exitCodes.passed;
  },
};

function untilInterrupted({ context }: Invocation): Promise<void> {
  return new Promise((resolve) => {
    const end = context.onInterrupt(() => {
      end();
      resolve();
    });
  });
}

function combine(findings: readonly Finding[]): Readiness {
  const lacking = findings.find(({ status }) => status !== 'ok');
  if (lacking === undefined) return { ready: true, detail: findings.map(({ detail }) => detail).join('; ') };
  return { ready: false, reason: lacking.detail, remedy: lacking.remedy ?? '' };
}
