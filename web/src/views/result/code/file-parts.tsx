import type { Provenance } from '../../../api/types.ts';
import { Disclosure } from '../../../components/disclosure.tsx';
import { count } from '../../../format/format.ts';
import { formatRoute } from '../../../routing/route.ts';
import { wantedSpecification } from '../place-focus.ts';
import type { PackageRoute } from '../tabs.tsx';

type FileOrigin = NonNullable<Provenance['files']>[number];

const makers: Readonly<Record<FileOrigin['made_by'], string>> = {
  model: 'Written by Agent B',
  template: 'Written by phalus, from a template',
  unknown: 'It was not recorded what wrote it',
};

/** The parts of the specification that a file was written from. */
export function FileParts(props: {
  readonly route: PackageRoute;
  readonly file: FileOrigin | undefined;
  readonly missing: string | undefined;
}) {
  const { route, file, missing } = props;
  if (file === undefined) {
    return <p class="quiet">{missing ?? 'It was not recorded what this file was made from.'}</p>;
  }
  const { made_by, parts, reason } = file;
  if (parts === null || parts.length === 0) {
    return (
      <p class="quiet">
        {makers[made_by]}.{' '}
        {reason ??
          (parts === null ? 'Its parts were not recorded.' : 'No part of the specification went into it.')}
      </p>
    );
  }
  return (
    <Disclosure
      open={parts.length <= 6}
      summary={`${makers[made_by]} from ${count(parts.length, 'part')} of the specification`}
    >
      <ul class="parts">
        {parts.map(({ document, heading, names, is_cut }) => (
          <li key={`${document} ${heading}`}>
            <a
              href={formatRoute({ ...route, tab: 'specification' })}
              onClick={() => wantedSpecification.set(document)}
            >
              {document}
            </a>{' '}
            {heading}
            {names.length > 0 && (
              <span class="quiet"> {names.map((name) => shorten(name, document)).join(', ')}</span>
            )}
            {is_cut && <span class="quiet"> (a part of it did not fit and was left out)</span>}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

/** `03-behavior-spec.md:4` and `09-test-scenarios.json#S001` stand beside the name of their document already. */
function shorten(name: string, document: string): string {
  if (name.startsWith(`${document}:`)) return `line ${name.slice(document.length + 1)}`;
  return name.startsWith(`${document}#`) ? name.slice(document.length + 1) : name;
}
