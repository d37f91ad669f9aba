import { linkWithToken, requestJson } from '../../api/request.ts';
import type { Validation } from '../../api/types.ts';
import { CheckBadge, VerdictBadge } from '../../components/badge.tsx';
import { Head } from '../../components/head.tsx';
import { Loaded } from '../../components/states.tsx';
import { jobPath } from '../../job/follow-job.ts';
import { formatRoute, type Route } from '../../routing/route.ts';
import { useResource } from '../../state/use-resource.ts';

export interface ResultProps {
  readonly route: Extract<Route, { readonly view: 'package' }>;
}

/** What became of one package. */
export function ResultView({ route }: ResultProps) {
  const { job, name } = route;
  const path = `api/packages/${encodeURIComponent(name)}/validation?job=${encodeURIComponent(job)}`;
  const [validation, reload] = useResource((signal) => requestJson<Validation>(path, { signal }), [path]);
  const download = `${jobPath(job)}/download?package=${encodeURIComponent(name)}`;
  return (
    <>
      <Head
        title={name}
        mark={validation.kind === 'ready' && <VerdictBadge verdict={validation.value.verdict} />}
        crumbs={
          <>
            <a href={formatRoute({ view: 'jobs' })}>Jobs</a> /{' '}
            <a class="mono" href={formatRoute({ view: 'job', job })}>
              {job.slice(0, 8)}
            </a>
          </>
        }
      >
        <a class="button" href={linkWithToken(download)}>
          Download
        </a>
      </Head>
      <Loaded resource={validation} what="the verdict" onRetry={reload}>
        {({ checks }) => <Checks checks={checks} />}
      </Loaded>
    </>
  );
}

function Checks({ checks }: Pick<Validation, 'checks'>) {
  return (
    <table class="small-table">
      <caption class="unseen">Checks</caption>
      <tbody>
        {checks.map(({ name, status, reason }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              <CheckBadge status={status} />
            </td>
            <td>{reason}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
