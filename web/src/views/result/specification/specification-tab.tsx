import { useEffect, useState } from 'preact/hooks';
import type { Provenance, Specification } from '../../../api/types.ts';
import { Filter } from '../../../components/filter.tsx';
import { Notice } from '../../../components/notice.tsx';
import { Empty, Loaded } from '../../../components/states.tsx';
import { count, formatMoment } from '../../../format/format.ts';
import { wantedSpecification } from '../place-focus.ts';
import type { TabProps } from '../result-view.tsx';
import type { PackageRoute } from '../tabs.tsx';
import { usePart } from '../use-part.ts';
import { DocumentReader } from './document-reader.tsx';
import { findLines } from './find-lines.ts';
import { indexStatements, type Statements } from './statements.ts';

/** What crossed the wall, readable, each statement beside the documentation it came from. */
export function SpecificationTab({ route }: TabProps) {
  const [specification, reload] = usePart<Specification>(route, 'csp');
  const [provenance] = usePart<Provenance>(route, 'provenance');
  const statements = provenance.kind === 'ready' ? provenance.value.statements : [];
  return (
    <Loaded resource={specification} what="the specification" onRetry={reload}>
      {(value) => (
        <>
          {provenance.kind === 'failed' && (
            <Notice tone="review" title="Where the statements came from cannot be shown">
              <p>{provenance.error.message}</p>
            </Notice>
          )}
          <Reader route={route} specification={value} statements={indexStatements(statements)} />
        </>
      )}
    </Loaded>
  );
}

interface ReaderProps {
  readonly route: PackageRoute;
  readonly specification: Specification;
  readonly statements: Statements;
}

function Reader({ route, specification, statements }: ReaderProps) {
  const { documents, generated_at } = specification;
  const [chosen, setChosen] = useState(() => wantedSpecification.get() ?? documents[0]?.filename ?? '');
  const [wanted, setWanted] = useState('');
  useEffect(() => wantedSpecification.set(null), []);
  const found = findLines(documents, wanted);
  const document = documents.find(({ filename }) => filename === chosen);
  const linked = [...statements.values()].filter(({ sources }) => sources.length > 0).length;
  return (
    <div class="reader">
      <div class="reader-side">
        <Filter
          label="Search the specification"
          text={wanted}
          onText={setWanted}
          found={
            wanted.trim() === ''
              ? ''
              : found.isCut
                ? 'the first 200 lines'
                : count(found.lines.length, 'line')
          }
        />
        <ul class="reader-list" aria-label="Documents">
          {documents.map(({ filename }) => (
            <li key={filename}>
              <button
                type="button"
                aria-current={filename === chosen ? 'true' : undefined}
                onClick={() => {
                  setChosen(filename);
                  setWanted('');
                }}
              >
                {filename}
              </button>
            </li>
          ))}
        </ul>
        <p class="quiet small">
          Written {formatMoment(generated_at)}. {linked} of {count(statements.size, 'statement')} have a
          source in the documentation.
        </p>
      </div>
      <div class="reader-main">
        {wanted.trim() !== '' ? (
          <Found
            found={found.lines}
            onChoose={(filename) => {
              setChosen(filename);
              setWanted('');
            }}
          />
        ) : document === undefined ? (
          <Empty>The specification holds no document.</Empty>
        ) : (
          <DocumentReader key={chosen} route={route} document={document} statements={statements} />
        )}
      </div>
    </div>
  );
}

function Found(props: {
  readonly found: ReturnType<typeof findLines>['lines'];
  readonly onChoose: (filename: string) => void;
}) {
  if (props.found.length === 0) return <Empty>No document says that.</Empty>;
  return (
    <ul class="found">
      {props.found.map(({ filename, line, before, match, after }) => (
        <li key={`${filename} ${line}`}>
          <button class="button" data-kind="bare" type="button" onClick={() => props.onChoose(filename)}>
            {filename} line {line}
          </button>
          <p class="mono small">
            {before}
            <mark>{match}</mark>
            {after}
          </p>
        </li>
      ))}
    </ul>
  );
}
