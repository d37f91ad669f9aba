import { implementSpec } from '../../build/index.ts';
import { clearSpec } from '../../firewall/index.ts';
import { parseSpec, specFilenames } from '../../spec/index.ts';
import type { BuildTask } from '../build-task.ts';
import { runGuest } from './run-guest.ts';

/**
 * Agent B as a program of its own. It reads the ten documents, which the firewall looks at once more on this side, and
 * knows nothing else of the package.
 */
await runGuest(async ({ task, model, sandbox, readInput, report }) => {
  const { generatedAt, delivery, limits, earlier } = task as BuildTask;
  const texts = await Promise.all(
    specFilenames.map(async (name) => [name, await readInput(`spec/${name}`)] as const),
  );
  const spec = parseSpec(Object.fromEntries(texts), generatedAt);
  const verdict = await clearSpec(spec, { documentation: null, links: [] });
  if (verdict.kind === 'refused') {
    throw new Error(
      `the firewall refuses the specification: ${verdict.findings[0]?.reason ?? 'it says not why'}`,
    );
  }
  return implementSpec({ spec: verdict.spec, model, sandbox, delivery, limits, earlier, onAttempt: report });
});
