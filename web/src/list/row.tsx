import { Component, type ComponentChildren } from 'preact';
import type { Column } from './columns.tsx';

interface RowProps {
  readonly rowKey: string;
  /** Counted from 1 with the head. */
  readonly place: number;
  readonly item: unknown;
  readonly revision: number;
  readonly columns: readonly Column<never>[];
  readonly details: ((item: never) => ComponentChildren) | undefined;
  readonly open: boolean;
  readonly turn: unknown;
  readonly measure: (row: HTMLElement | null) => void;
}

/** Drawn again only when one of its properties differs: a table of thousands changes many times a second. */
class PlainRow extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    const names = Object.keys(next) as (keyof RowProps)[];
    return names.some((name) => next[name] !== this.props[name]);
  }

  override render({ rowKey, place, item, columns, details, open, measure }: RowProps) {
    return (
      <div class="row" role="presentation" ref={measure} data-key={rowKey}>
        <div class="row-cells" role="row" aria-rowindex={place}>
          {columns.map(({ key, label, isEnd, isClipped, narrow, render }) => (
            <div
              key={key}
              role="cell"
              class={[isEnd === true && 'cell-end', isClipped === true && 'cell-clip']
                .filter(Boolean)
                .join(' ')}
              data-label={narrow === 'lead' ? '' : label}
              data-lead={narrow === 'lead' ? '' : undefined}
              data-wide={narrow === 'wide' ? '' : undefined}
            >
              {render(item as never)}
            </div>
          ))}
        </div>
        {open && (
          <div class="row-details" role="row">
            <div role="cell" aria-colspan={columns.length}>
              {details?.(item as never)}
            </div>
          </div>
        )}
      </div>
    );
  }
}

/** The same for rows of any kind: JSX cannot give a class a type of its own at each use. */
export const Row = PlainRow as unknown as <Item>(
  props: Omit<RowProps, 'item' | 'columns' | 'details'> & {
    readonly item: Item;
    readonly columns: readonly Column<Item>[];
    readonly details: ((item: Item) => ComponentChildren) | undefined;
  },
) => ReturnType<PlainRow['render']>;
