import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { findRange, type RowRange, sumHeights } from './offsets.ts';

export interface VirtualRows extends RowRange {
  readonly container: RefObject<HTMLDivElement | null>;
  /** Room in pixels for the rows that are not drawn. */
  readonly before: number;
  readonly after: number;
  /** To be the `ref` of each drawn row, which carries its key in `data-key`. */
  readonly measure: (row: HTMLElement | null) => void;
}

/** The rows in sight of a list that scrolls with the page. Heights may differ: they are measured once drawn. */
export function useVirtualRows(keys: readonly string[], estimate: number): VirtualRows {
  const container = useRef<HTMLDivElement>(null);
  const heights = useRef(new Map<string, number>());
  const [, redraw] = useState<object>({});
  const [range, setRange] = useState<RowRange>({ first: 0, end: 40 });
  const offsets = sumHeights(keys, heights.current, estimate);
  const newest = useRef(offsets);
  newest.current = offsets;

  const look = useCallback(() => {
    const top = -(container.current?.getBoundingClientRect().top ?? 0);
    const next = findRange(newest.current, top, top + innerHeight);
    setRange((before) => (before.first === next.first && before.end === next.end ? before : next));
  }, []);
  useEffect(() => onScroll(look), [look]);
  useLayoutEffect(look, [look, keys]);

  const observer = useRef<ResizeObserver | null>(null);
  useEffect(() => () => observer.current?.disconnect(), []);
  const measure = useCallback((row: HTMLElement | null) => {
    if (row === null) return;
    observer.current ??= new ResizeObserver((entries) => {
      let isChanged = false;
      for (const { target } of entries) {
        const { key = '' } = (target as HTMLElement).dataset;
        const height = target.getBoundingClientRect().height;
        // What left the page has no height any more.
        if (height === 0 || heights.current.get(key) === height) continue;
        heights.current.set(key, height);
        isChanged = true;
      }
      if (isChanged) redraw({});
    });
    observer.current.observe(row);
  }, []);

  const first = Math.min(range.first, keys.length);
  const end = Math.min(range.end, keys.length);
  const before = offsets[first] ?? 0;
  return { container, first, end, before, after: (offsets[keys.length] ?? 0) - (offsets[end] ?? 0), measure };
}

/** Once a frame at most. */
function onScroll(look: () => void): () => void {
  let frame = 0;
  const schedule = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(look);
  };
  addEventListener('scroll', schedule, { passive: true });
  addEventListener('resize', schedule);
  return () => {
    cancelAnimationFrame(frame);
    removeEventListener('scroll', schedule);
    removeEventListener('resize', schedule);
  };
}
