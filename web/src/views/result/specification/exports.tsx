import { readRecord, readRecords, readText } from '../detail.ts';
import type { ReadingProps } from './document-reader.tsx';
import { Sources } from './sources.tsx';

/** The documented exports with their signatures. */
export function Exports({ value, statements, document, route }: ReadingProps & { readonly value: unknown }) {
  const surface = readRecord(value);
  const exports = readRecords(surface.exports);
  return (
    <>
      <p class="quiet">
        {readText(surface.language) ?? 'No language is named'}
        {readText(surface.module) === null ? '' : `, module: ${readText(surface.module)}`}
      </p>
      <ul class="entries">
        {exports.map((each) => {
          const name = readText(each.name) ?? '';
          return (
            <li key={name}>
              <h3 class="mono">
                {name} <span class="quiet">{readText(each.kind)}</span>
              </h3>
              {readText(each.signature) !== null && <pre class="pre-line">{readText(each.signature)}</pre>}
              <p>{readText(each.summary)}</p>
              <p class="small">
                <span class="quiet">known by: {readText(each.evidence) ?? 'not said'} </span>
                <Sources route={route} statement={statements.get(`${document.filename}#${name}`)} />
              </p>
            </li>
          );
        })}
      </ul>
    </>
  );
}
