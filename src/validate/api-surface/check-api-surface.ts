import type { ScenarioReport } from '../../scenarios/types.ts';
import type { ApiExport } from '../../spec/index.ts';
import { type Check, count, type Finding } from '../check.ts';
import { findRunner } from '../language/require-toolchain.ts';
import { findArityProblems } from './find-arity-problems.ts';
import { findMemberProblems } from './find-member-problems.ts';
import { findTypeProblems, type TypeComparison } from './find-type-problems.ts';
import type { SurfaceProblem } from './problem.ts';

type SeenExport = ScenarioReport['exported'][number];

/**
 * What the module really exports against the documented interface: name by name with their members, kind by kind, arity
 * by arity, and the delivered types by assignability. Types alone leave no trace at run time.
 */
export const checkApiSurface: Check = {
  name: 'api-surface',
  async run(context): Promise<Finding> {
    const { spec, files, language } = context;
    const documented = spec.surface.exports.filter(({ kind }) => kind !== 'interface' && kind !== 'type');
    if (documented.length === 0) {
      return {
        status: 'not-applicable',
        reason: 'the documentation names no export that exists at run time',
        detail: { documented: 0 },
      };
    }
    const runner = await findRunner(context);
    if ('finding' in runner) return runner.finding;
    const report = await context.runScenarios(runner.sandbox);
    if (report.loadError !== null) {
      const reason = `the package does not load: ${report.loadError.split('\n')[0]}`;
      return { status: 'failed', reason, detail: { load_error: report.loadError } };
    }
    const seen = new Map(report.exported.map((one) => [one.name, one]));
    if (language.target !== null) return compare({ documented, seen, further: [], types: null });
    const { members } = await context.observe(runner.sandbox);
    const { default: ts } = await import('typescript');
    const further = documented.flatMap((wanted) => {
      const found = members.get(wanted.name);
      if (found === undefined) return [];
      return [...findMemberProblems(wanted, found), ...findArityProblems(ts, wanted, found)];
    });
    const types = await findTypeProblems(files, spec);
    return compare({ documented, seen, further, types });
  },
};

function compare(request: {
  readonly documented: readonly ApiExport[];
  readonly seen: ReadonlyMap<string, SeenExport>;
  readonly further: readonly SurfaceProblem[];
  readonly types: TypeComparison | null;
}): Finding {
  const { documented, seen, further, types } = request;
  const missing = documented.filter(({ name }) => !seen.has(name));
  const wrong = documented.filter((wanted) => {
    const found = seen.get(wanted.name);
    return found !== undefined && !isOfKind(wanted, found);
  });
  // An export that was only seen in use may have been read wrongly; a person should look.
  const isSure = ({ evidence }: ApiExport) => evidence !== 'example';
  const problems: SurfaceProblem[] = [
    ...missing.map((wanted) => ({ text: `${wanted.name} is not exported`, isSure: isSure(wanted) })),
    ...wrong.map((wanted) => ({
      text: `${wanted.name} is a ${seen.get(wanted.name)?.type}, documented as ${wanted.kind}`,
      isSure: isSure(wanted),
    })),
    ...further,
    ...(types?.problems ?? []),
  ];
  const detail = {
    documented: documented.map(({ name, kind }) => ({ name, kind })),
    missing: missing.map(({ name }) => name),
    wrong_kind: wrong.map(({ name }) => name),
    extra: [...seen.keys()].filter(
      (name) => name !== 'default' && !documented.some((one) => one.name === name),
    ),
    types: types === null ? null : { compared: types.compared, how: types.how },
    problems: problems.slice(0, 50),
  };
  const sure = problems.filter((problem) => problem.isSure);
  const first = sure[0] ?? problems[0];
  if (first === undefined) {
    const reason = `${count(documented.length, 'documented export')} there, of the right kind`;
    return { status: 'passed', reason, detail };
  }
  const more = problems.length > 1 ? ` and ${problems.length - 1} more` : '';
  return { status: sure.length > 0 ? 'failed' : 'review', reason: `${first.text}${more}`, detail };
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
