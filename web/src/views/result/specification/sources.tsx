import { formatRoute } from '../../../routing/route.ts';
import { wantedDocument } from '../place-focus.ts';
import type { PackageRoute } from '../tabs.tsx';
import type { Statement } from './statements.ts';

/** Where a statement came from, as links to what Agent A read. */
export function Sources(props: { readonly route: PackageRoute; readonly statement: Statement | undefined }) {
  const { route, statement } = props;
  if (statement === undefined) return null;
  if (statement.sources.length === 0) {
    return <span class="source quiet">no source was recorded</span>;
  }
  return (
    <>
      {statement.sources.map(({ document, first_line, last_line, source }) => (
        <a
          class="source"
          key={`${document} ${first_line}`}
          href={formatRoute({ ...route, tab: 'wall' })}
          title={source ?? undefined}
          onClick={() => wantedDocument.set(document)}
        >
          {document}
          {first_line === last_line ? ` line ${first_line}` : ` lines ${first_line}–${last_line}`}
        </a>
      ))}
    </>
  );
}
