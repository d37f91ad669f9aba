import { type ComponentChildren, Fragment } from 'preact';

export interface Definition {
  readonly term: string;
  readonly value: ComponentChildren;
}

/** Terms beside their values, for facts that are read one by one. */
export function Definitions({ items }: { readonly items: readonly Definition[] }) {
  return (
    <dl class="definitions">
      {items.map(({ term, value }) => (
        <Fragment key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

/** Few large figures with a small name above each. */
export function Figures({ items }: { readonly items: readonly Definition[] }) {
  return (
    <dl class="figures">
      {items.map(({ term, value }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
