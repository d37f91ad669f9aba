import { Definitions } from '../../../components/definitions.tsx';
import { readRecord } from '../detail.ts';

/** What the registry says of the package. */
export function Metadata({ value }: { readonly value: unknown }) {
  const items = Object.entries(readRecord(value)).map(([term, content]) => ({
    term: term.replaceAll('_', ' '),
    value: renderValue(content),
  }));
  return <Definitions items={items} />;
}

function renderValue(value: unknown): string {
  if (typeof value === 'string') return value === '' ? 'nothing' : value;
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(renderValue).join(', ');
  return value === null ? 'not said' : JSON.stringify(value);
}
