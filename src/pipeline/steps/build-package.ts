import {
  type BuildRequest,
  builderSystemPrompt,
  type Implementation,
  implementSpec,
} from '../../build/index.ts';
import type { Config } from '../../config/index.ts';
import { formatPackageId, sha256Hex } from '../../core/index.ts';
import type { ClearedSpec } from '../../firewall/types.ts';
import type { PackageContext } from '../job-context.ts';

/** Characters of the specification that Agent B is shown: what a context of 8k tokens leaves beside replies. */
const briefCharacters = 12_000;

/** Agent B: cleared specification to package. Throws BuildError, ModelError, SandboxError. */
export async function buildPackage(context: PackageContext, spec: ClearedSpec): Promise<Implementation> {
  const { config, services, license, audit, signal, name } = context;
  const probe = await services.findSandbox();
  if (probe.kind === 'unavailable') {
    const text = `generated code is not run: ${probe.reason}; ${probe.remedy}`;
    context.onEvent({ kind: 'note', name, text });
  }
  const model = context.openAgent('agent_b');
  const implementation = await implementSpec({
    spec,
    model,
    sandbox: probe.kind === 'available' ? probe.sandbox : null,
    delivery: {
      language: config.output.target_lang,
      packageName: spec.packageName,
      packageVersion: spec.packageVersion,
      licenseExpression: license.expression,
      licenseText: license.text,
      headerLines: license.headerLines,
    },
    limits: {
      ...chooseAttempts(config),
      candidates: config.limits.candidates || (config.llm.agent_b.provider === 'local' ? 3 : 1),
      maxOutputTokens: config.llm.agent_b.max_tokens,
      briefCharacters,
    },
    observer: { signal },
    onAttempt: ({ number, purpose, passed, total, problem }) => {
      const why = problem === null ? '' : `, ${problem}`;
      const text = `attempt ${number} (${purpose}): ${passed} of ${total} scenarios${why}`;
      context.onEvent({ kind: 'note', name, text });
    },
  });
  const [violation] = implementation.violations ?? [];
  if (violation !== undefined) {
    const text = `the code passes the examples, but ${implementation.violations?.length} answers break what types or examples promise, first: ${violation}`;
    context.onEvent({ kind: 'note', name, text });
  }
  await audit.append({
    type: 'implementation_generated',
    package: formatPackageId({ name: spec.packageName, version: spec.packageVersion }),
    isolation_mode: config.isolation.mode,
    model: model.name,
    prompt_sha256: sha256Hex(builderSystemPrompt),
    attempts: implementation.attempts.length,
    mends: implementation.mends.length,
    violations: implementation.violations?.length ?? null,
    stopped: implementation.stopped,
    sandbox: implementation.report?.enforced ?? null,
    file_hashes: hashFiles(implementation.files),
  });
  return implementation;
}

/** Replies of a local model until no further attempt is begun: some four minutes on two cores. */
const localReplyTokens = 4000;

function chooseAttempts({ limits, llm }: Config): Pick<BuildRequest['limits'], 'attempts' | 'replyTokens'> {
  if (limits.attempts > 0) return { attempts: limits.attempts, replyTokens: null };
  return llm.agent_b.provider === 'local'
    ? { attempts: 32, replyTokens: localReplyTokens }
    : { attempts: 12, replyTokens: null };
}

export function hashFiles(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [path, sha256Hex(content)]));
}
