import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { type Column, type Sorting, sortItems, TableHead } from './columns.tsx';
import { Row } from './row.tsx';
import { useVirtualRows } from './use-virtual-rows.ts';

export interface TableProps<Item> {
  readonly label: string;
  readonly items: readonly Item[];
  readonly columns: readonly Column<Item>[];
  readonly keyOf: (item: Item) => string;
  /** Changes when the item shows something else; without it an item that is the same object is taken for unchanged. */
  readonly revisionOf?: (item: Item) => number;
  /** Below a row, when it is opened; null where there is nothing more to say. */
  readonly details?: (item: Item) => ComponentChildren;
  readonly isOpen?: (item: Item) => boolean;
  /** Changes when columns or details show something else of the same items. */
  readonly turn?: unknown;
}

const rowHeight = 33;

/** A table that may have thousands of rows: those in sight are drawn. It scrolls with the page. */
export function Table<Item>(props: TableProps<Item>) {
  const { label, items, columns, keyOf, revisionOf, details, isOpen, turn } = props;
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const sorted = useMemo(() => sortItems(items, columns, sorting), [items, columns, sorting]);
  const keys = useMemo(() => sorted.map(keyOf), [sorted, keyOf]);
  const { container, first, end, before, after, measure } = useVirtualRows(keys, rowHeight);
  const tracks = columns.map(({ track }) => track).join(' ');
  return (
    <div
      class="table"
      role="table"
      aria-label={label}
      aria-rowcount={items.length + 1}
      style={{ '--tracks': tracks }}
    >
      <TableHead columns={columns} sorting={sorting} onSort={setSorting} />
      <div class="rows" role="rowgroup" ref={container}>
        <div style={{ height: `${before}px` }} aria-hidden="true" />
        {sorted.slice(first, end).map((item, index) => (
          <Row
            key={keys[first + index] ?? ''}
            rowKey={keys[first + index] ?? ''}
            place={first + index + 2}
            item={item}
            revision={revisionOf?.(item) ?? 0}
            columns={columns}
            details={details}
            open={isOpen?.(item) ?? false}
            turn={turn}
            measure={measure}
          />
        ))}
        <div style={{ height: `${after}px` }} aria-hidden="true" />
      </div>
    </div>
  );
}
