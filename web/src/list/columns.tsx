import type { ComponentChildren } from 'preact';

export interface Column<Item> {
  readonly key: string;
  /** Empty for a column that names itself, such as boxes to tick. */
  readonly label: string;
  /** Its width, as a track of a CSS grid. */
  readonly track: string;
  readonly isEnd?: boolean;
  /** One line, cut where it ends. */
  readonly isClipped?: boolean;
  /** Stands first and has no name where a row is shown as a block; `wide` ones have a line of their own there. */
  readonly narrow?: 'lead' | 'wide';
  /** Makes it sortable. */
  readonly compare?: (first: Item, second: Item) => number;
  readonly render: (item: Item) => ComponentChildren;
}

export interface Sorting {
  readonly key: string;
  readonly isDescending: boolean;
}

export function sortItems<Item>(
  items: readonly Item[],
  columns: readonly Column<Item>[],
  sorting: Sorting | null,
): readonly Item[] {
  const compare = columns.find(({ key }) => key === sorting?.key)?.compare;
  if (compare === undefined) return items;
  const sign = sorting?.isDescending === true ? -1 : 1;
  return items.toSorted((first, second) => sign * compare(first, second));
}

/** Upwards, downwards, and then as the list came. */
export function nextSorting(sorting: Sorting | null, key: string): Sorting | null {
  if (sorting?.key !== key) return { key, isDescending: false };
  return sorting.isDescending ? null : { key, isDescending: true };
}

export function TableHead<Item>(props: {
  readonly columns: readonly Column<Item>[];
  readonly sorting: Sorting | null;
  readonly onSort: (sorting: Sorting | null) => void;
}) {
  const { columns, sorting, onSort } = props;
  return (
    <div role="rowgroup">
      <div class="table-head" role="row" aria-rowindex={1}>
        {columns.map(({ key, label, isEnd, compare }) => (
          <div
            key={key}
            role="columnheader"
            class={isEnd === true ? 'cell-end' : undefined}
            data-fixed={compare === undefined ? '' : undefined}
            aria-sort={compare === undefined ? undefined : describe(sorting, key)}
          >
            {compare === undefined ? (
              <span class={label === '' ? 'unseen' : undefined}>{label === '' ? key : label}</span>
            ) : (
              <button class="sort" type="button" onClick={() => onSort(nextSorting(sorting, key))}>
                {label}
              </button>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

function describe(sorting: Sorting | null, key: string): 'ascending' | 'descending' | 'none' {
  if (sorting?.key !== key) return 'none';
  return sorting.isDescending ? 'descending' : 'ascending';
}
