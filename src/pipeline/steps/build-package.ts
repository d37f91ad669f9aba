import {
  type BuildRequest,
  type Delivery,
  type Implementation,
  implementSpec,
  readBuilderPrompt,
  renameImplementation,
} from '../../build/index.ts';
import type { Config } from '../../config/index.ts';
import { formatPackageId, sha256Hex } from '../../core/index.ts';
import { type AgentRun, runBuilder } from '../../wall/index.ts';
import { recordAgentRun } from '../agent-evidence.ts';
import type { PackageContext } from '../job-context.ts';
import { chooseTargetLanguage } from '../target-language.ts';
import type { Crossed } from './cross-firewall.ts';

/** Characters of the specification that Agent B is shown: what a context of 8k tokens leaves beside replies. */
export const briefCharacters = 12_000;

export interface BuiltPackage {
  readonly implementation: Implementation;
  /** Where Agent B ran; null for the process of phalus. */
  readonly run: AgentRun | null;
}

/**
 * Agent B: cleared specification to package; what it wrote to an earlier state of the specification is judged first. It works under the name that stands in what it is handed, and the package
 * gets its own name, licence and papers afterwards. Throws BuildError, ModelError, SandboxError, and WallError where
 * Agent B works behind the wall.
 */
export async function buildPackage(
  context: PackageContext,
  { cleared: spec, handed, mapping }: Crossed,
  previous: Implementation | null = null,
): Promise<BuiltPackage> {
  const { config, services, license, audit, signal, name, wall } = context;
  const probe = await services.findSandbox();
  if (probe.kind === 'unavailable') {
    const text = `generated code is not run: ${probe.reason}; ${probe.remedy}`;
    context.onEvent({ kind: 'note', name, text });
  }
  const model = context.openAgent('agent_b');
  const language = chooseTargetLanguage(config, spec.metadata.ecosystem);
  const prompt = await readBuilderPrompt(language);
  const before = lastNumber(previous);
  const delivery: Delivery = {
    language,
    packageName: spec.packageName,
    packageVersion: spec.packageVersion,
    licenseExpression: license.expression,
    licenseText: license.text,
    headerLines: license.headerLines,
  };
  const request: BuildRequest = {
    spec: handed,
    model,
    sandbox: probe.kind === 'available' ? probe.sandbox : null,
    // Name and licence are none of Agent B's business.
    delivery: {
      ...delivery,
      packageName: handed.packageName,
      packageVersion: handed.packageVersion,
      licenseExpression: 'UNLICENSED',
      licenseText: '',
      headerLines: [],
    },
    limits: {
      ...chooseAttempts(config, previous),
      candidates: config.limits.candidates || (config.llm.agent_b.provider === 'local' ? 3 : 1),
      maxOutputTokens: config.llm.agent_b.max_tokens,
      briefCharacters,
    },
    earlier: previous?.replies ?? [],
    onAttempt: (attempt) => {
      const { number, purpose, passed, total, problem } = attempt;
      context.onEvent({ kind: 'attempt-done', name, attempt: { ...attempt, number: before + number } });
      const why = problem === null ? '' : `, ${problem}`;
      const text = `attempt ${before + number} (${purpose}): ${passed} of ${total} scenarios${why}`;
      context.onEvent({ kind: 'note', name, text });
    },
  };
  const built =
    wall === null
      ? { implementation: await implementSpec({ ...request, observer: { signal } }), run: null }
      : await runBuilder({ ...request, wall, signal });
  const renamed = await renameImplementation(built.implementation, {
    ...{ spec, delivery },
    worked: { spec: request.spec, delivery: request.delivery },
  });
  const named = mapping === null ? renamed : withFile(renamed, 'MAPPING.md', mapping);
  const implementation = previous === null ? named : goOn(previous, named);
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
    prompt_sha256: sha256Hex(prompt),
    attempts: implementation.attempts.length,
    mends: implementation.mends.length,
    violations: implementation.violations?.length ?? null,
    stopped: implementation.stopped,
    sandbox: implementation.report?.enforced ?? null,
    file_hashes: hashFiles(implementation.files),
  });
  await recordAgentRun(context, {
    agent: 'agent_b',
    package: formatPackageId({ name: spec.packageName, version: spec.packageVersion }),
    promptSha256: sha256Hex(prompt),
    run: built.run,
  });
  return { implementation, run: built.run };
}

function withFile(implementation: Implementation, path: string, text: string): Implementation {
  return { ...implementation, files: { ...implementation.files, [path]: text } };
}

/** Both rounds as one: attempts are numbered on, and every reply is kept for the next. */
function goOn(previous: Implementation, latest: Implementation): Implementation {
  const before = lastNumber(previous);
  return {
    ...latest,
    attempts: [
      ...previous.attempts,
      ...latest.attempts.map((attempt) => ({ ...attempt, number: before + attempt.number })),
    ],
    replies: [...previous.replies, ...latest.replies],
    mends: [...previous.mends, ...latest.mends.map((mend) => ({ ...mend, attempt: before + mend.attempt }))],
  };
}

function lastNumber(previous: Implementation | null): number {
  return previous?.attempts.at(-1)?.number ?? 0;
}

/** Replies of a local model until no further attempt is begun: some four minutes on two cores. */
const localReplyTokens = 4000;
/** The same for a package that is there already and is only to be made more alike. */
const localClarifiedTokens = 1500;

function chooseAttempts(
  { limits, llm }: Config,
  previous: Implementation | null,
): Pick<BuildRequest['limits'], 'attempts' | 'replyTokens'> {
  const isClarified = previous !== null;
  if (limits.attempts > 0) {
    const left = Math.max(0, limits.attempts - (previous?.attempts.length ?? 0));
    return { attempts: left, replyTokens: null };
  }
  return llm.agent_b.provider === 'local'
    ? { attempts: isClarified ? 12 : 32, replyTokens: isClarified ? localClarifiedTokens : localReplyTokens }
    : { attempts: isClarified ? 6 : 12, replyTokens: null };
}

export function hashFiles(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [path, sha256Hex(content)]));
}
