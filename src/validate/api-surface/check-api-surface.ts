import type { ScenarioReport } from '../../scenarios/types.ts';
import type { ApiExport } from '../../spec/index.ts';
import { type Check, count, type Finding } from '../check.ts';
import { findRunner } from '../language/require-toolchain.ts';

type SeenExport = ScenarioReport['exported'][number];

/** The names that the module really exports against the documented ones, kind by kind. Types leave no trace at run time. */
export const checkApiSurface: Check = {
  name: 'api-surface',
  async run(context): Promise<Finding> {
    const { spec } = context;
    const documented = spec.surface.exports.filter(({ kind }) => kind !== 'interface' && kind !== 'type');
    if (documented.length === 0) {
      return {
        status: 'skipped',
        reason: 'the documentation names no export that exists at run time',
        detail: { documented: 0 },
        notApplicable: true,
      };
    }
    const runner = await findRunner(context);
    if ('finding' in runner) return runner.finding;
    const report = await context.runScenarios(runner.sandbox);
    if (report.loadError !== null) {
      const reason = `the package does not load: ${report.loadError.split('\n')[0]}`;
      return { status: 'failed', reason, detail: { load_error: report.loadError } };
    }
    return compare(documented, new Map(report.exported.map((seen) => [seen.name, seen])));
  },
};

function compare(documented: readonly ApiExport[], seen: ReadonlyMap<string, SeenExport>): Finding {
  const missing = documented.filter(({ name }) => !seen.has(name));
  const wrong = documented.filter((wanted) => {
    const found = seen.get(wanted.name);
    return found !== undefined && !isOfKind(wanted, found);
  });
  // An export that was only seen in use may have been read wrongly; a person should look.
  const doubtful = (wanted: ApiExport) => wanted.evidence === 'example';
  const problems = [
    ...missing.map((wanted) => ({ wanted, text: `${wanted.name} is not exported` })),
    ...wrong.map((wanted) => ({
      wanted,
      text: `${wanted.name} is a ${seen.get(wanted.name)?.type}, documented as ${wanted.kind}`,
    })),
  ];
  const sure = problems.filter(({ wanted }) => !doubtful(wanted));
  const detail = {
    documented: documented.map(({ name, kind }) => ({ name, kind })),
    missing: missing.map(({ name }) => name),
    wrong_kind: wrong.map(({ name }) => name),
    extra: [...seen.keys()].filter(
      (name) => name !== 'default' && !documented.some((one) => one.name === name),
    ),
    notes: documented.flatMap((wanted) => findArityNote(wanted, seen.get(wanted.name))),
  };
  const first = sure[0] ?? problems[0];
  if (first === undefined) {
    const reason = `${count(documented.length, 'documented export')} there, of the right kind`;
    return { status: 'passed', reason, detail };
  }
  const more = problems.length > 1 ? ` and ${problems.length - 1} more` : '';
  const status = sure.length > 0 ? 'failed' : 'review';
  return { status, reason: `${first.text}${more}`, detail };
}

function isOfKind({ kind }: ApiExport, { type }: SeenExport): boolean {
  switch (kind) {
    case 'function':
    case 'class':
      return type === 'function';
    case 'namespace':
    case 'enum':
      return type === 'object' || type === 'function';
    default:
      return type !== 'undefined';
  }
}

/** More parameters than are documented as required have to be given: calls as documented may not work. */
function findArityNote(wanted: ApiExport, found: SeenExport | undefined): string[] {
  if (wanted.kind !== 'function' || wanted.evidence === 'example') return [];
  if (found === undefined || found.length === null) return [];
  const required = wanted.parameters.filter(({ optional, rest }) => !optional && !rest).length;
  if (found.length >= required) return [];
  return [`${wanted.name} declares ${found.length} parameters, ${required} are documented as required`];
}
