import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface WallSectionProps<Item> {
  readonly title: string;
  /** Null where it was not recorded. */
  readonly items: readonly Item[] | null;
  readonly reason: string | undefined;
  /** Said when there is none. */
  readonly none: string;
  readonly children: (items: readonly Item[]) => ComponentChildren;
}

/** A part of the wall, with the reason where it was not recorded. */
export function WallSection<Item>({ title, items, reason, none, children }: WallSectionProps<Item>) {
  const id = useId();
  return (
    <section class="panel" aria-labelledby={id}>
      <h2 id={id}>
        {title} {items !== null && <span class="quiet figure">{items.length}</span>}
      </h2>
      {items === null ? (
        <p class="quiet">{reason ?? 'It was not recorded, and nobody recorded why.'}</p>
      ) : items.length === 0 ? (
        <p class="quiet">{none}</p>
      ) : (
        children(items)
      )}
    </section>
  );
}

/** Beginning of a hash, all of it for whoever wants it. */
export function Hash({ sha256 }: { readonly sha256: string | null }) {
  if (sha256 === null) return <span class="quiet small">hash not recorded</span>;
  return (
    <details class="hash">
      <summary class="mono small">
        <span class="unseen">SHA-256 </span>
        {sha256.slice(0, 12)}…
      </summary>
      <span class="mono small">{sha256}</span>
    </details>
  );
}
