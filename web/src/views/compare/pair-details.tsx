import { requestJson } from '../../api/request.ts';
import type { Validation } from '../../api/types.ts';
import { CheckBadge } from '../../components/badge.tsx';
import { Loaded } from '../../components/states.tsx';
import { formatRoute } from '../../routing/route.ts';
import { useResource } from '../../state/use-resource.ts';
import { formatShare, readNumber, readTally } from '../result/detail.ts';
import { partPath } from '../result/use-part.ts';
import { FileDifferences } from './file-differences.tsx';
import { type PackagePair, statusOf } from './pair-packages.ts';

export interface PairProps {
  readonly pair: PackagePair;
  /** Ids of the jobs. */
  readonly first: string;
  readonly second: string;
}

/** Checks, agreement and similarity of both, and the files that differ. */
export function PairDetails(props: PairProps) {
  const { pair, first, second } = props;
  const [validations, reload] = useResource(
    (signal) => Promise.all([load(pair.first, first, signal), load(pair.second, second, signal)]),
    [pair, first, second],
  );
  return (
    <div class="details">
      <p class="buttons">
        {[first, second].map((job, index) => (
          <a
            key={job}
            href={formatRoute({ view: 'package', job, ecosystem: pair.ecosystem, name: pair.name, tab: '' })}
          >
            Result of run {index === 0 ? 'A' : 'B'}
          </a>
        ))}
      </p>
      <Loaded resource={validations} what="both verdicts" onRetry={reload}>
        {([one, two]) => <Checks pair={pair} one={one ?? null} two={two ?? null} />}
      </Loaded>
      <FileDifferences {...props} />
    </div>
  );
}

/** Null for a package that came to no verdict. */
async function load(
  item: PackagePair['first'],
  job: string,
  signal: AbortSignal,
): Promise<Validation | null> {
  if (item?.verdict == null) return null;
  return requestJson<Validation>(partPath({ job, name: item.name }, 'validation'), { signal });
}

interface ChecksProps {
  readonly pair: PackagePair;
  readonly one: Validation | null;
  readonly two: Validation | null;
}

function Checks({ pair, one, two }: ChecksProps) {
  const names = new Set([...(one?.checks ?? []), ...(two?.checks ?? [])].map(({ name }) => name));
  if (names.size === 0) return <p class="quiet">Neither run came to a verdict on it.</p>;
  const cells = [
    { item: pair.first, validation: one },
    { item: pair.second, validation: two },
  ];
  return (
    <table class="small-table stacked">
      <caption class="unseen">Checks of both runs</caption>
      <thead>
        <tr>
          <th scope="col">Check</th>
          <th scope="col">Run A</th>
          <th scope="col">Run B</th>
        </tr>
      </thead>
      <tbody>
        {[...names].map((name) => (
          <tr
            key={name}
            data-different={statusOf(pair.first, name) !== statusOf(pair.second, name) ? '' : undefined}
          >
            <th scope="row">{name}</th>
            {cells.map(({ validation }, index) => (
              <td key={`${index}`} data-label={index === 0 ? 'Run A' : 'Run B'}>
                <Outcome validation={validation} name={name} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Outcome({ validation, name }: { readonly validation: Validation | null; readonly name: string }) {
  const check = validation?.checks.find((each) => each.name === name);
  if (check === undefined) {
    return (
      <span class="quiet">
        {validation === null ? 'this run has no verdict' : 'this verdict has no such check'}
      </span>
    );
  }
  return (
    <>
      <CheckBadge status={check.status} /> <span class="small">{renderFigure(check) ?? check.reason}</span>
    </>
  );
}

/** The figure that says most; null where the reason has to do. */
function renderFigure({ name, status, detail }: Validation['checks'][number]): string | null {
  const tally = name === 'behaviour' ? readTally(detail) : null;
  const documented = readTally(detail.documented);
  if (tally !== null) {
    return `agreement ${formatShare(tally)}${documented === null ? '' : `, documented ${formatShare(documented)}`}`;
  }
  const score = name === 'similarity' ? readNumber(detail.overall_score) : null;
  return score === null || status === 'skipped' ? null : `similarity ${score.toFixed(3)}`;
}
