import type { ComponentChildren } from 'preact';
import { CopyButton } from './copy-button.tsx';

export interface CodeBlockProps {
  /** What is copied, and shown when there are no nodes. */
  readonly text: string;
  /** The same text in coloured pieces. */
  readonly children?: ComponentChildren;
  readonly label: string;
}

/** Text as it stands. It is put in as text always, never as HTML. */
export function CodeBlock({ text, children, label }: CodeBlockProps) {
  return (
    <figure class="code" aria-label={label}>
      <pre tabIndex={0}>
        <code>{children ?? text}</code>
      </pre>
      <div class="code-copy">
        <CopyButton text={text} what={label} />
      </div>
    </figure>
  );
}
