import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

export interface HeadProps {
  readonly title: string;
  /** Beside the heading, such as a badge. */
  readonly mark?: ComponentChildren;
  readonly crumbs?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** The heading of a view. It takes the focus when the view is entered, so that reading begins there. */
export function Head({ title, mark, crumbs, children }: HeadProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = title === 'phalus' ? title : `${title} – phalus`;
  }, [title]);
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement === null) {
      heading.current?.focus({ preventScroll: true });
    }
  }, []);
  return (
    <div class="head">
      <div class="head-text">
        {crumbs !== undefined && <div class="crumbs">{crumbs}</div>}
        <div class="buttons">
          <h1 tabIndex={-1} ref={heading}>
            {title}
          </h1>
          {mark}
        </div>
      </div>
      {children !== undefined && <div class="buttons">{children}</div>}
    </div>
  );
}
