import { useState } from 'preact/hooks';
import { type ApiError, toApiError } from '../../api/api-error.ts';
import { requestJson } from '../../api/request.ts';
import type { JobSettings, Machine } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Figures } from '../../components/definitions.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { count, formatCount, formatDuration, formatMoney, formatShort } from '../../format/format.ts';
import { goTo } from '../../routing/use-route.ts';
import { type PlanRow, type PlanSum, sumRows } from './plan-row.ts';
import { selectPackages } from './select-packages.ts';
import type { Plan } from './use-plan.ts';

export interface StartBarProps {
  readonly plan: Plan;
  readonly included: readonly PlanRow[];
  readonly text: string;
  readonly settings: JobSettings;
  readonly machine: Machine;
}

/** What the job will be, and the button that begins it. */
export function StartBar({ plan, included, text, settings, machine }: StartBarProps) {
  const [error, setError] = useState<ApiError | null>(null);
  const [isSending, setSending] = useState(false);
  const sum = sumRows(included);
  const selection = selectPackages(plan.rows, included);
  const problem = describeProblem(sum, machine, selection === null);
  const start = () => {
    setSending(true);
    setError(null);
    const body = { manifest_content: text, ...settings, ...selection };
    requestJson<{ job_id: string }>('api/jobs', { method: 'POST', body }).then(
      ({ job_id: job }) => goTo({ view: 'job', job }),
      (cause: unknown) => {
        setSending(false);
        setError(toApiError(cause));
      },
    );
  };
  return (
    <section class="plan-bar" aria-label="The whole job">
      {error !== null && <ErrorNotice error={error} />}
      <div class="head">
        <div class="section">
          <Figures items={listFigures(sum)} />
          <p class="quiet small">{describeEstimate(plan, sum)}</p>
        </div>
        <div class="start-button">
          {problem !== null && <span class="small">{problem}</span>}
          <Button kind="main" disabled={problem !== null || isSending} onClick={start}>
            {isSending ? 'Starting …' : `Rebuild ${count(sum.packages, 'package')}`}
          </Button>
        </div>
      </div>
    </section>
  );
}

function listFigures(sum: PlanSum) {
  const unknown = <span class="quiet">unknown</span>;
  return [
    { term: 'Packages', value: formatCount(sum.packages) },
    { term: 'Tokens', value: sum.estimated === 0 ? unknown : `≈ ${formatShort(sum.tokens)}` },
    { term: 'Time', value: sum.seconds === null ? unknown : `≈ ${formatDuration(sum.seconds * 1000)}` },
    { term: 'Cost', value: sum.cost === null ? unknown : `≈ ${formatMoney(sum.cost)}` },
  ];
}

function describeEstimate({ kind, rows }: Plan, { packages, estimated }: PlanSum): string {
  if (kind === 'looking-up') {
    return `Looked up ${rows.filter(({ planned }) => planned !== null).length} of ${rows.length}`;
  }
  if (estimated === 0) return 'Nothing is known yet of tokens, time and cost';
  return estimated < packages
    ? `Estimated for ${estimated} of ${packages}`
    : 'Estimates; the job may take more or less';
}

function describeProblem({ packages }: PlanSum, { defaults }: Machine, isTooMixed: boolean): string | null {
  if (packages === 0) return 'Include at least one package';
  if (packages > defaults.packages_per_job) {
    return `This server takes ${defaults.packages_per_job} packages a job (limits.packages_per_job): include fewer`;
  }
  return isTooMixed ? 'More than 500 names are left out and more than 500 are in: split the manifest' : null;
}
