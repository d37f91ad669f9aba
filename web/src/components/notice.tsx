import type { ComponentChildren } from 'preact';
import type { ApiError } from '../api/api-error.ts';
import { Button } from './button.tsx';

export interface NoticeProps {
  readonly tone?: 'fail' | 'review' | 'accent';
  readonly title?: string;
  /** `alert` for what just went wrong. */
  readonly role?: 'alert' | 'status';
  readonly children?: ComponentChildren;
}

export function Notice({ tone, title, role, children }: NoticeProps) {
  return (
    <div class="notice" data-tone={tone} role={role}>
      {title !== undefined && <strong>{title}</strong>}
      {children}
    </div>
  );
}

/** An error of the API with all that it says, and what can be done about it. */
export function ErrorNotice({ error, onRetry }: { readonly error: ApiError; readonly onRetry?: () => void }) {
  return (
    <Notice tone="fail" title={error.message} role="alert">
      {error.hint !== null && <p>{error.hint}</p>}
      <div class="buttons">
        {onRetry !== undefined && <Button onClick={onRetry}>Try again</Button>}
        <span class="quiet small mono">{error.code}</span>
      </div>
    </Notice>
  );
}
