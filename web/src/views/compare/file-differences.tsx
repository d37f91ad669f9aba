import { requestJson } from '../../api/request.ts';
import type { CodeFiles } from '../../api/types.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { Loaded } from '../../components/states.tsx';
import { count } from '../../format/format.ts';
import { useResource } from '../../state/use-resource.ts';
import { partPath } from '../result/use-part.ts';
import { DiffBlock } from './diff-block.tsx';
import type { PairProps } from './pair-details.tsx';

/** The files of both runs that are not the same, as a diff from A to B. */
export function FileDifferences({ pair, first, second }: PairProps) {
  const { name } = pair;
  const isMade = [pair.first, pair.second].map((item) => item?.status === 'finished');
  const [code, reload] = useResource(
    (signal) =>
      Promise.all(
        [first, second].map((job, index) =>
          isMade[index] === true ? requestJson<CodeFiles>(partPath({ job, name }, 'code'), { signal }) : null,
        ),
      ),
    [name, first, second],
  );
  return (
    <section class="section">
      <h2>Files</h2>
      <Loaded resource={code} what="the files of both" onRetry={reload}>
        {([one, two]) => <Files one={one ?? null} two={two ?? null} />}
      </Loaded>
    </section>
  );
}

function Files({ one, two }: { readonly one: CodeFiles | null; readonly two: CodeFiles | null }) {
  if (one === null || two === null) {
    return (
      <p class="quiet">There is nothing to compare: run {one === null ? 'A' : 'B'} made no files of it.</p>
    );
  }
  const before = new Map(Object.entries(one));
  const after = new Map(Object.entries(two));
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  const different = paths.filter((path) => before.get(path) !== after.get(path));
  const same = paths.length - different.length;
  return (
    <>
      <p class="quiet">
        {count(different.length, 'file')} of {paths.length} differ
        {same > 0 && `; ${same} are the same, sign by sign`}.
      </p>
      {different.map((path) => (
        <Disclosure
          key={path}
          summary={describe(path, before.has(path), after.has(path))}
          open={different.length <= 3}
        >
          <DiffBlock path={path} before={before.get(path) ?? ''} after={after.get(path) ?? ''} />
        </Disclosure>
      ))}
    </>
  );
}

function describe(path: string, isBefore: boolean, isAfter: boolean): string {
  if (!isBefore) return `${path} (only in run B)`;
  return isAfter ? path : `${path} (only in run A)`;
}
